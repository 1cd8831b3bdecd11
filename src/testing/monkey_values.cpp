#include "testing/monkey_values.h"

#include <algorithm>
#include <charconv>
#include <span>

#include "testing/control_markup.h"
#include "testing/input_value.h"
#include "testing/utf16_length.h"

namespace golive::testing {
namespace {

using namespace std::literals;

constexpr std::string_view kOrdinary[] = {"milk", "Ada Lovelace", "two words", "7", "42", "ada@example.org", "a", "Straße 5", "on"};

constexpr std::string_view kEdge[] = {
    "",
    " ",
    "  two  spaces  ",
    "\t",
    "0",
    "-1",
    "true",
    "null",
    "undefined",
    "NaN",
    "a\0b"sv,                                        // NUL, which a page never shows
    "\xEF\xBF\xBD",                                  // what is left of half a surrogate pair
    "e\xCC\x81",                                     // an accent of its own
    "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80",  // an emoji of three characters
    "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D",              // from right to left
    "\xE2\x80\xAExyz",                               // turned round
    "\xE2\x80\xA8",                                  // a line separator
    "\xEF\xBB\xBF",                                  // a byte order mark
    "\xEF\xBF\xBF",                                  // the last of the plane
    "\x7F",
};

constexpr std::string_view kHostile[] = {
    "<script>goliveInjected('script')</script>",
    "<img src=x onerror=goliveInjected('img')>",
    "<svg/onload=goliveInjected('svg')>",
    "<golive-injected>",
    "\"><golive-injected>",
    "\" golive-injected=\"",
    "' golive-injected='",
    " golive-injected ",
    "\" autofocus onfocus=\"goliveInjected('focus')",
    "</textarea><golive-injected>",
    "</title></style></script><golive-injected>",
    "<!--<golive-injected>",
    "]]><golive-injected>",
    "&lt;golive-injected&gt;",
    "&#60;golive-injected&#62;",
    "javascript:goliveInjected('link')",
    "{{goliveInjected('braces')}}${goliveInjected('dollar')}",
    "{}",
    "\"",
    "'",
    "`",
    "\\",
    "&",
    "&amp",
    "__proto__",
    "constructor",
    "../../etc/passwd",
    "%00%0d%0a",
    "'; DROP TABLE users; --",
};

constexpr std::string_view kNumbers[] = {"0",
                                         "1",
                                         "-1",
                                         "42",
                                         "0.1",
                                         "-0",
                                         "1e3",
                                         "2147483647",
                                         "2147483648",
                                         "-2147483649",
                                         "1e308",
                                         "-1e308",
                                         "1e-320",
                                         "1e400",
                                         "9007199254740993",
                                         "18446744073709551616",
                                         "",
                                         "-"};
constexpr std::string_view kDates[] = {"2024-02-29", "2025-02-29", "0001-01-01", "9999-12-31", "275760-09-13", ""};
constexpr std::string_view kMonths[] = {"2024-02", "0001-01", "9999-12", ""};
constexpr std::string_view kWeeks[] = {"2020-W53", "2021-W01", ""};
constexpr std::string_view kTimes[] = {"00:00", "12:30", "23:59:59.999", "24:00", ""};
constexpr std::string_view kMoments[] = {"2024-02-29T12:30", "1969-12-31T23:59:59", ""};
constexpr std::string_view kColors[] = {"#000000", "#ffffff", "#12ab9f"};
constexpr std::string_view kMails[] = {"ada@example.org", "a@b", "@", "ada@example.org,bob@example.org", ""};
constexpr std::string_view kUrls[] = {"https://example.org/", "//example.org", "javascript:goliveInjected('url')", "data:text/html,x", ""};

constexpr std::string_view kKeys[] = {"Enter",     "Escape", "Tab",  "Space", "ArrowUp",   "ArrowDown", "ArrowLeft", "ArrowRight",
                                      "Backspace", "Delete", "Home", "End",   "PageUp",    "PageDown",  "a",         "Z",
                                      "0",         "+",      "<",    "F2",    "Shift+Tab", "Control+a", "Alt+x",     "Meta+s"};

std::string text_for(Choice& choice) {
  switch (choice.below(8)) {
    case 0:
      return std::string(choice.one_in(2) ? 300 : 5000, 'x');
    case 1:
    case 2:
      return std::string(choice.of(kEdge));
    case 3:
    case 4:
    case 5:
      return std::string(choice.of(kHostile));
    default:
      return std::string(choice.of(kOrdinary));
  }
}

std::string spelled_number(double value) {
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

// Also just at and beyond its bounds.
std::string number_for(Choice& choice, Node input, InputType type) {
  const NumberRules rules = number_rules(input, type);
  const double low = rules.min.value_or(0), high = rules.max.value_or(low + 100), step = rules.step.value_or(1);
  const double steps = std::clamp((high - low) / step, 0.0, 1000.0);
  switch (choice.below(8)) {
    case 0:
      return spelled_number(low);
    case 1:
      return spelled_number(high);
    case 2:
      return spelled_number(low - step);
    case 3:
      return spelled_number(high + step);
    case 4:
      return std::string(choice.of(kNumbers));
    default:
      return spelled_number(low + step * static_cast<double>(choice.below(static_cast<std::size_t>(steps) + 1)));
  }
}

std::string typed_for(Choice& choice, Node input, InputType type) {
  const auto one = [&](std::span<const std::string_view> values) { return std::string(values[choice.below(values.size())]); };
  switch (type) {
    case InputType::number:
    case InputType::range:
      return number_for(choice, input, type);
    case InputType::date:
      return one(kDates);
    case InputType::month:
      return one(kMonths);
    case InputType::week:
      return one(kWeeks);
    case InputType::time:
      return one(kTimes);
    case InputType::datetime_local:
      return one(kMoments);
    case InputType::color:
      return one(kColors);
    case InputType::email:
      return choice.one_in(2) ? one(kMails) : text_for(choice);
    case InputType::url:
      return choice.one_in(2) ? one(kUrls) : text_for(choice);
    default:
      return text_for(choice);
  }
}

}  // namespace

std::string value_for(Choice& choice, Node control) {
  std::string value = control.is_html(Tag::input) ? typed_for(choice, control, input_type(control)) : text_for(choice);
  // A browser takes no more of what is typed.
  if (const auto most = length_limit(control, "maxlength")) value.resize(prefix_of_utf16(value, *most));
  return value;
}

// Those that the page listens for as often as all others together.
std::string key_for(Choice& choice, Node target) {
  const Node listening = closest_with(target, "lv-key");
  if (listening && choice.one_in(2)) {
    std::string_view keys = listening.attribute("lv-key").value_or("");
    for (std::size_t skipped = choice.below(4); skipped > 0 && keys.find(' ') != std::string_view::npos; --skipped)
      keys.remove_prefix(keys.find(' ') + 1);
    keys = keys.substr(0, keys.find(' '));
    if (!keys.empty()) return std::string(keys);
  }
  return std::string(choice.of(kKeys));
}

}  // namespace golive::testing
