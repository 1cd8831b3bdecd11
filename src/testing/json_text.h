#pragma once
// A text as JSON has it, in quotes.
#include <boost/json/serialize.hpp>
#include <boost/json/string_view.hpp>
#include <string>
#include <string_view>

namespace golive::testing {

inline std::string json_text(std::string_view text) { return boost::json::serialize(boost::json::string_view(text.data(), text.size())); }

}  // namespace golive::testing
