#pragma once
// What JSON values of a frame are to a page. All throw FrameError for what is not of docs/protocol.md.
#include <boost/json/value.hpp>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/number_text.h"

namespace golive::testing {

struct NumberRoom {
  char digits[kNumberTextSize];
};

// Of a text slot. The view is of the value or of `room`.
std::string_view text_of(const boost::json::value& value, NumberRoom& room);
// Of an attribute, as it stands in markup; nothing: absent.
std::optional<std::string_view> attribute_of(const boost::json::value& value, NumberRoom& room);
// 17 and "17" are the same key.
std::string_view key_of(const boost::json::value& value, NumberRoom& room);
std::size_t slot_of(std::string_view number);

std::string_view string_of(const boost::json::value& value, std::string_view what);
const boost::json::array& array_of(const boost::json::value& value, std::string_view what);
const boost::json::object& object_of(const boost::json::value& value, std::string_view what);
// A fingerprint and its values.
const boost::json::array& instance_of(const boost::json::value& value, std::string_view what);

// The members of an array from `from` on, which it has.
std::span<const boost::json::value> values_from(const boost::json::array& array, std::size_t from);

// The value for an error message, short.
std::string shown(const boost::json::value& value);

}  // namespace golive::testing
