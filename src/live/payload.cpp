#include "golive/payload.h"

#include <algorithm>
#include <string>
#include <utility>

#include "golive/detail/json_write.h"
#include "golive/detail/payload_decode.h"

namespace golive {

namespace {

constexpr std::size_t kShownBytes = 40;

std::string shown_text(std::string_view text) {
  std::string shown;
  detail::write_json_text(shown, text.substr(0, kShownBytes));
  if (text.size() > kShownBytes) shown.append("...");
  return shown;
}

template <class Number>
std::string shown_number(Number number) {
  std::string shown;
  detail::write_json_number(shown, number);
  return shown;
}

std::string shown(detail::JsonValue value) {
  using detail::JsonKind;
  switch (value.kind()) {
    case JsonKind::absent:
      return "nothing";
    case JsonKind::null:
      return "null";
    case JsonKind::boolean:
      return value.boolean() ? "true" : "false";
    case JsonKind::integer:
      return shown_number(value.integer());
    case JsonKind::unsigned_integer:
      return shown_number(value.unsigned_integer());
    case JsonKind::number:
      return shown_number(value.number());
    case JsonKind::string:
      return shown_text(value.string());
    case JsonKind::array:
      return "an array of " + std::to_string(value.size());
    case JsonKind::object:
      return "an object";
  }
  return {};
}

}  // namespace

std::string DecodeError::text() const {
  std::string line = path;
  if (!line.empty()) line += ": ";
  return line.append("expected ").append(expected).append(", got ").append(got);
}

void Payload::parse() const {
  parsed_ = true;
  document_.parse(text_);
}

namespace detail {

bool fail(DecodeError& error, std::string_view expected, JsonValue got) {
  error = {{}, std::string(expected), shown(got)};
  return false;
}

bool fail_range(DecodeError& error, std::string lowest, std::string highest, JsonValue got) {
  return fail(error, "a whole number from " + lowest + " to " + highest, got);
}

bool fail_enum(DecodeError& error, const std::string_view* names, std::size_t count, JsonValue got) {
  constexpr std::size_t kShownNames = 8;
  std::string expected = "one of";
  std::size_t listed = 0;
  for (std::size_t i = 0; i < count && listed <= kShownNames; ++i) {
    if (names[i].empty()) continue;
    expected.append(listed == 0 ? " " : ", ").append(listed == kShownNames ? std::string_view("...") : names[i]);
    ++listed;
  }
  return fail(error, expected, got);
}

bool fail_inside(DecodeError& error, std::string_view name) {
  std::string path(name);
  if (!error.path.empty()) {
    const std::size_t first = std::min(error.path.find('['), error.path.size());
    if (first > 0) path.append("[").append(error.path, 0, first).append("]");
    path.append(error.path, first);
  }
  error.path = std::move(path);
  return false;
}

bool fail_inside(DecodeError& error, std::size_t index) {
  if (error.path.empty() || error.path[0] == '[') {
    error.path.insert(0, "[" + std::to_string(index) + "]");
    return false;
  }
  fail_inside(error, std::to_string(index));
  error.path.insert(0, "[");
  error.path.insert(error.path.find('[', 1), "]");
  return false;
}

}  // namespace detail
}  // namespace golive
