#include "html/own_attributes.h"

#include <cstddef>

namespace golive {

namespace {

enum class Found : unsigned char { no, yes, quoted };  // quoted: ends inside quotes, so it did not begin outside them

Found find(std::string_view markup, std::string_view name) noexcept {
  bool found = false;
  char quote = 0;
  for (std::size_t i = 0; i < markup.size(); ++i) {
    const char c = markup[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      break;
    } else if (c == ' ' && markup.substr(i + 1).starts_with(name)) {
      const std::size_t end = i + 1 + name.size();
      found = found || end == markup.size() || markup[end] == '=' || markup[end] == ' ' || markup[end] == '>';
    }
  }
  if (quote != 0) return Found::quoted;
  return found ? Found::yes : Found::no;
}

}  // namespace

bool writes_attribute(std::string_view markup, std::string_view name) noexcept { return find(markup, name) == Found::yes; }

bool open_tag_writes_attribute(std::string_view markup, std::string_view name) noexcept {
  const std::size_t begin = markup.rfind('<');
  return begin != std::string_view::npos && find(markup.substr(begin), name) == Found::yes;
}

}  // namespace golive
