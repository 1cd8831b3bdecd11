#include "html/escape.h"

#include <array>
#include <cstddef>

namespace golive {

namespace {

constexpr std::string_view replacement(char c) noexcept {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\r':
      return "&#13;";
    default:
      return {};
  }
}

using Marked = std::array<bool, 256>;

constexpr Marked mark(std::string_view characters) {
  Marked marked{};
  for (const char c : characters) marked[static_cast<unsigned char>(c)] = true;
  return marked;
}

constexpr Marked kInText = mark("&<>\r");
constexpr Marked kInAttribute = mark("&<>\r\"");

void append_escaped(std::string& out, std::string_view text, const Marked& marked) {
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!marked[static_cast<unsigned char>(text[i])]) [[likely]]
      continue;
    out.append(text, from, i - from);
    out += replacement(text[i]);
    from = i + 1;
  }
  out.append(text, from);
}

}  // namespace

void append_escaped_text(std::string& out, std::string_view text) { append_escaped(out, text, kInText); }
void append_escaped_attribute(std::string& out, std::string_view text) { append_escaped(out, text, kInAttribute); }

}  // namespace golive
