#include <algorithm>
#include <array>
#include <cstddef>

#include "html/filter.h"

namespace golive {

namespace {

// Functions that compute or draw and never fetch: colors, math, transforms, gradients, filters, shapes, timing.
constexpr std::string_view kFunctions[] = {
    "blur",
    "brightness",
    "calc",
    "circle",
    "clamp",
    "color",
    "color-mix",
    "conic-gradient",
    "contrast",
    "cubic-bezier",
    "drop-shadow",
    "ellipse",
    "fit-content",
    "grayscale",
    "hsl",
    "hsla",
    "hue-rotate",
    "hwb",
    "inset",
    "invert",
    "lab",
    "lch",
    "linear-gradient",
    "matrix",
    "matrix3d",
    "max",
    "min",
    "minmax",
    "oklab",
    "oklch",
    "opacity",
    "perspective",
    "polygon",
    "radial-gradient",
    "repeat",
    "repeating-linear-gradient",
    "repeating-radial-gradient",
    "rgb",
    "rgba",
    "rotate",
    "rotate3d",
    "rotatex",
    "rotatey",
    "rotatez",
    "round",
    "saturate",
    "scale",
    "scale3d",
    "scalex",
    "scaley",
    "sepia",
    "skew",
    "skewx",
    "skewy",
    "steps",
    "translate",
    "translate3d",
    "translatex",
    "translatey",
    "translatez",
    "var",
};
static_assert(std::is_sorted(std::begin(kFunctions), std::end(kFunctions)));

constexpr char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
constexpr bool is_name(char c) noexcept {
  return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

bool contains_word(std::string_view text, std::string_view word) noexcept {
  const auto same = [](char a, char b) { return lower(a) == b; };
  return std::search(text.begin(), text.end(), word.begin(), word.end(), same) != text.end();
}

// The name that ends before the parenthesis at `open`; nothing before it: plain grouping, as inside calc().
bool is_harmless_function(std::string_view text, std::size_t open) noexcept {
  std::size_t begin = open;
  while (begin > 0 && is_name(text[begin - 1])) --begin;
  if (begin == open) return true;
  std::array<char, 32> name;
  const std::size_t size = open - begin;
  if (size > name.size()) return false;
  std::transform(text.begin() + static_cast<std::ptrdiff_t>(begin), text.begin() + static_cast<std::ptrdiff_t>(open), name.begin(), lower);
  return std::binary_search(std::begin(kFunctions), std::end(kFunctions), std::string_view(name.data(), size));
}

// What no style needs that shows a value: escapes hide names, comments and braces end what they stand in, an at-rule imports.
bool has_refused_character(std::string_view text, std::string_view more) noexcept {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\t' && c != '\r') return true;
    if (std::string_view("@\\{}<>`").find(c) != std::string_view::npos || more.find(c) != std::string_view::npos) return true;
  }
  return false;
}

bool is_harmless(std::string_view text) noexcept {
  if (text.find("/*") != std::string_view::npos || text.find("*/") != std::string_view::npos) return false;
  for (const std::string_view word : {"javascript", "vbscript", "expression", "-moz-binding", "behavior:"})
    if (contains_word(text, word)) return false;
  int depth = 0;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0) {
      if (c == '\n' || c == '\r') return false;  // a string ends there, and what follows is read again
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '(') {
      if (!is_harmless_function(text, i)) return false;
      ++depth;
    } else if (c == ')' && --depth < 0) {
      return false;
    }
  }
  return depth == 0 && quote == 0;
}

}  // namespace

bool is_safe_style(std::string_view text) noexcept {
  // Half a comment mark at an end: the template may write the other half.
  const auto half_comment = [](char c) { return c == '/' || c == '*'; };
  if (!text.empty() && (half_comment(text.front()) || half_comment(text.back()))) return false;
  return !has_refused_character(text, {}) && is_harmless(text);
}

bool is_safe_style_part(std::string_view text) noexcept { return !has_refused_character(text, ";:\"'/*") && is_harmless(text); }

}  // namespace golive
