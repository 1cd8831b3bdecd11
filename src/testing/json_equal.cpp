#include "testing/json_equal.h"

#include <boost/json.hpp>

namespace golive::testing {

// boost::json compares whole numbers by value, whatever their type; 1.0 and 1 are two.
bool is_equal_json(std::string_view a, std::string_view b) {
  boost::system::error_code wrong;
  const boost::json::value left = boost::json::parse(a, wrong);
  if (wrong) return false;
  const boost::json::value right = boost::json::parse(b, wrong);
  return !wrong && left == right;
}

}  // namespace golive::testing
