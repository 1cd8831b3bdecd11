#pragma once
// What a visitor reads of markup, for tests.
#include <string>
#include <string_view>

namespace golive {

// The text a reader has: markup without marks and tags, one space for all white space.
inline std::string words(std::string_view markup) {
  std::string text;
  bool inside = false;
  for (const char c : markup) {
    if (c == '<') inside = true;
    const bool space = c == '>' || c == ' ' || c == '\n';
    if (!inside && !space) text += c;
    else if (space && !text.empty() && text.back() != ' ') text += ' ';
    if (c == '>') inside = false;
  }
  return text;
}

}  // namespace golive
