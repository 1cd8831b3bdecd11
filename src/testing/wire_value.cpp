#include "testing/wire_value.h"

#include <boost/json.hpp>
#include <charconv>

#include "base/utf8.h"
#include "testing/frame.h"

namespace golive::testing {
namespace {

namespace json = boost::json;

// Beyond it JSON.parse of a browser rounds.
constexpr std::int64_t kLargest = std::int64_t{1} << 53;

[[noreturn]] void wrong(std::string_view what, const json::value& value) {
  throw FrameError("not " + std::string(what) + ": " + shown(value));
}

std::optional<std::string_view> number_text(const json::value& value, NumberRoom& room) {
  char* const begin = room.digits;
  if (value.is_double()) return std::string_view(begin, write_number(begin, value.get_double()));
  if (value.is_uint64()) throw FrameError("a browser would round " + shown(value));
  if (!value.is_int64()) return std::nullopt;
  const std::int64_t integer = value.get_int64();
  if (integer > kLargest || integer < -kLargest) throw FrameError("a browser would round " + shown(value));
  return std::string_view(begin, write_integer(begin, integer));
}

}  // namespace

std::string shown(const json::value& value) {
  std::string text = json::serialize(value);
  if (text.size() > 120) {
    std::size_t end = 117;
    while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text.replace(end, std::string::npos, "...");
  }
  return text;
}

std::string_view text_of(const json::value& value, NumberRoom& room) {
  if (value.is_string()) return value.get_string();
  if (value.is_null()) return {};
  if (const auto number = number_text(value, room)) return *number;
  wrong("a text", value);
}

std::optional<std::string_view> attribute_of(const json::value& value, NumberRoom& room) {
  if (value.is_string()) return value.get_string();
  if (value.is_null()) return std::nullopt;
  if (value.is_bool()) return value.get_bool() ? std::optional<std::string_view>("") : std::nullopt;
  if (auto number = number_text(value, room)) return number;
  wrong("an attribute", value);
}

std::string_view key_of(const json::value& value, NumberRoom& room) {
  if (value.is_string()) return value.get_string();
  if (value.is_int64()) return *number_text(value, room);
  wrong("a key", value);
}

std::size_t slot_of(std::string_view number) {
  std::size_t slot = 0;
  const char* const end = number.data() + number.size();
  const auto [stop, error] = std::from_chars(number.data(), end, slot);
  if (error != std::errc{} || stop != end || (number.size() > 1 && number[0] == '0') || slot > 1'000'000)
    throw FrameError("not a slot: " + std::string(number));
  return slot;
}

std::string_view string_of(const json::value& value, std::string_view what) {
  if (!value.is_string()) wrong(what, value);
  return value.get_string();
}

const json::array& array_of(const json::value& value, std::string_view what) {
  if (!value.is_array()) wrong(what, value);
  return value.get_array();
}

const json::object& object_of(const json::value& value, std::string_view what) {
  if (!value.is_object()) wrong(what, value);
  return value.get_object();
}

const json::array& instance_of(const json::value& value, std::string_view what) {
  const json::array& parts = array_of(value, what);
  if (parts.empty() || !parts[0].is_string()) wrong(what, value);
  return parts;
}

std::span<const json::value> values_from(const json::array& array, std::size_t from) {
  return std::span(array.data(), array.size()).subspan(from);
}

}  // namespace golive::testing
