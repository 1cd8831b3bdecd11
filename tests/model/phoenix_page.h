#pragma once
// What a client of LiveView's protocol shows: it keeps the tree of the join, merges each diff into it and writes the whole as HTML. Written
// from LiveView's own description of its trees, not from how this library writes them; throws std::runtime_error for what such a client
// could not read.
#include <boost/json.hpp>
#include <string>
#include <string_view>

namespace golive::model {

class PhoenixPage {
 public:
  // `rendered` of the answer to a join, and each diff after it.
  void join(std::string_view rendered);
  void apply(std::string_view diff);

  std::string html() const;

 private:
  boost::json::object tree_;
};

}  // namespace golive::model
