#include "testing/inline_style.h"

#include <algorithm>

#include "golive/detail/template_name.h"
#include "testing/input_value.h"

namespace golive::testing {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (detail::is_upper(c)) c = static_cast<char>(c + 32);
  return out;
}

// Where the declaration at the beginning ends: at a semicolon outside of strings, brackets and comments.
std::size_t end_of_declaration(std::string_view style) {
  int depth = 0;
  for (std::size_t at = 0; at < style.size(); ++at) {
    const char c = style[at];
    if (c == '\\') ++at;
    else if (c == '"' || c == '\'') at = std::min(style.find(c, at + 1), style.size());
    else if (style.substr(at).starts_with("/*")) at = std::min(style.find("*/", at + 2), style.size());
    else if (c == '(' || c == '[' || c == '{') ++depth;
    else if (c == ')' || c == ']' || c == '}') --depth;
    else if (c == ';' && depth <= 0) return at;
  }
  return style.size();
}

// Takes "!important" off.
bool take_importance(std::string& value) {
  const std::size_t mark = value.rfind('!');
  if (mark == std::string::npos || without_outer_space(std::string_view(value).substr(mark + 1)) != "important") return false;
  value = std::string(without_outer_space(std::string_view(value).substr(0, mark)));
  return true;
}

bool is_keyword(std::string_view value) {
  return !value.empty() && std::ranges::all_of(value, [](char c) { return (c >= 'a' && c <= 'z') || c == '-' || c == ' '; });
}

}  // namespace

std::string inline_style(Node element, std::string_view property) {
  std::string_view style = element.attribute("style").value_or("");
  std::string found;
  bool is_important = false;
  while (!style.empty()) {
    const std::size_t end = end_of_declaration(style);
    const std::string_view declaration = style.substr(0, end);
    style.remove_prefix(std::min(end + 1, style.size()));
    const std::size_t colon = declaration.find(':');
    if (colon == std::string_view::npos || lower(without_outer_space(declaration.substr(0, colon))) != property) continue;
    std::string value = lower(without_outer_space(declaration.substr(colon + 1)));
    const bool important = take_importance(value);
    if (!is_keyword(value) || (is_important && !important)) continue;
    found = value;
    is_important = important;
  }
  return found;
}

}  // namespace golive::testing
