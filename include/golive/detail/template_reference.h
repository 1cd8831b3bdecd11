#pragma once
// Character references of a template, decoded by the compiler. Needed only where the client writes a whole value made of static pieces and
// holes (setAttribute, textarea, title); elsewhere the browser's parser decodes them.
#include "golive/detail/template_name.h"

#include <cstdint>

namespace golive::detail {

// The named references that templates use; 0 for others. Case matters: &AMP; is not here.
constexpr char32_t named_reference(const char* name, std::uint32_t size) noexcept {
  const auto is = [&](std::string_view known) { return std::string_view(name, size) == known; };
  if (is("amp")) return U'&';
  if (is("lt")) return U'<';
  if (is("gt")) return U'>';
  if (is("quot")) return U'"';
  if (is("apos")) return U'\'';
  if (is("nbsp")) return 0xa0;
  if (is("copy")) return 0xa9;
  if (is("reg")) return 0xae;
  if (is("deg")) return 0xb0;
  if (is("plusmn")) return 0xb1;
  if (is("middot")) return 0xb7;
  if (is("times")) return 0xd7;
  if (is("shy")) return 0xad;
  if (is("laquo")) return 0xab;
  if (is("raquo")) return 0xbb;
  if (is("ndash")) return 0x2013;
  if (is("mdash")) return 0x2014;
  if (is("lsquo")) return 0x2018;
  if (is("rsquo")) return 0x2019;
  if (is("ldquo")) return 0x201c;
  if (is("rdquo")) return 0x201d;
  if (is("bull")) return 0x2022;
  if (is("hellip")) return 0x2026;
  if (is("euro")) return 0x20ac;
  if (is("larr")) return 0x2190;
  if (is("rarr")) return 0x2192;
  return 0;
}

struct Reference {
  char32_t code = 0;       // 0: a plain ampersand
  std::uint32_t size = 1;  // characters of the literal it takes
  bool wrong = false;      // neither a reference we decode nor a plain ampersand
};

constexpr bool is_reference_code(std::uint32_t code) noexcept {
  return code != 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) && !(code >= 0x80 && code <= 0x9f) && code != 0x0d;
}

// &#65; and &#x41;, `text` after "&#".
constexpr Reference numeric_reference(const char* text, std::uint32_t size) noexcept {
  const bool hex = size != 0 && (text[0] == 'x' || text[0] == 'X');
  std::uint32_t code = 0;
  std::uint32_t i = hex ? 1 : 0;
  const std::uint32_t first = i;
  for (; i < size && i < 10; ++i) {
    const char c = text[i];
    std::uint32_t digit = 16;
    if (is_digit(c)) digit = static_cast<std::uint32_t>(c - '0');
    if (hex && c >= 'a' && c <= 'f') digit = static_cast<std::uint32_t>(c - 'a' + 10);
    if (hex && c >= 'A' && c <= 'F') digit = static_cast<std::uint32_t>(c - 'A' + 10);
    if (digit == 16) break;
    code = code * (hex ? 16 : 10) + digit;
  }
  const bool ended = i > first && i < size && text[i] == ';';
  return {ended && is_reference_code(code) ? static_cast<char32_t>(code) : U'\0', i + 3, !ended || !is_reference_code(code)};
}

// `text` begins with an ampersand.
constexpr Reference read_reference(const char* text, std::uint32_t size, bool in_attribute) noexcept {
  if (size > 1 && text[1] == '#') return numeric_reference(text + 2, size - 2);
  std::uint32_t end = 1;
  while (end < size && (is_letter(text[end]) || is_digit(text[end]))) ++end;
  if (end == 1) return {};
  if (end < size && text[end] == ';') {
    const char32_t code = named_reference(text + 1, end - 1);
    return {code, end + 1, code == 0};
  }
  // "&b=" in an attribute is never a reference (HTML Standard 13.2.5.73).
  if (in_attribute && end < size && text[end] == '=') return {};
  return {0, end, true};
}

// Writes `code` as UTF-8; returns the number of bytes. A reference is never shorter than its character.
constexpr std::uint32_t write_utf8(char32_t code, char* out) noexcept {
  const auto put = [&](std::uint32_t index, char32_t byte) { out[index] = static_cast<char>(static_cast<unsigned char>(byte)); };
  if (code < 0x80) return put(0, code), 1;
  if (code < 0x800) return put(0, 0xc0 | (code >> 6)), put(1, 0x80 | (code & 0x3f)), 2;
  if (code < 0x10000) return put(0, 0xe0 | (code >> 12)), put(1, 0x80 | ((code >> 6) & 0x3f)), put(2, 0x80 | (code & 0x3f)), 3;
  put(0, 0xf0 | (code >> 18)), put(1, 0x80 | ((code >> 12) & 0x3f)), put(2, 0x80 | ((code >> 6) & 0x3f)), put(3, 0x80 | (code & 0x3f));
  return 4;
}

}  // namespace golive::detail
