#include "testing/cpp_literal.h"

#include <cstdint>
#include <cstdio>

#include "base/utf8.h"
#include "testing/utf16_length.h"

namespace golive::testing {
namespace {

constexpr std::size_t kLongRun = 40;

// Three digits, so that a digit that follows is no part of it.
void append_octal(std::string& out, char byte) {
  char text[8];
  std::snprintf(text, sizeof text, "\\%03o", static_cast<unsigned>(static_cast<unsigned char>(byte)));
  out += text;
}

// A whole character beyond ASCII.
void append_universal(std::string& out, std::string_view character) {
  const auto first = static_cast<unsigned char>(character.front());
  std::uint32_t code = character.size() == 2 ? first & 0x1FU : character.size() == 3 ? first & 0x0FU : first & 0x07U;
  for (const char c : character.substr(1)) code = code << 6U | (static_cast<unsigned char>(c) & 0x3FU);
  constexpr std::uint32_t kFirstNamed = 0xA0, kBeyondShort = 0x10000;  // [lex.charset]
  if (code < kFirstNamed) {
    for (const char c : character) append_octal(out, c);
    return;
  }
  char text[16];
  std::snprintf(text, sizeof text, code < kBeyondShort ? "\\u%04X" : "\\U%08X", static_cast<unsigned>(code));
  out += text;
}

bool is_printable(char c) { return c >= ' ' && c <= '~'; }

void append_plain(std::string& out, char c) {
  if (!is_printable(c)) return append_octal(out, c);
  if (c == '"' || c == '\\' || c == '?') out += '\\';  // "??/" was a trigraph
  out += c;
}

}  // namespace

std::string cpp_literal(std::string_view text) {
  if (text.size() >= kLongRun && is_printable(text.front()) && text.front() != '\'' && text.front() != '\\' &&
      text.find_first_not_of(text.front()) == std::string_view::npos)
    return "std::string(" + std::to_string(text.size()) + ", '" + text.front() + "')";
  std::string out = "\"";
  const bool whole = is_utf8(text);
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (whole && end < text.size() && units_of(text[end]) == 0) ++end;
    if (end - at > 1) append_universal(out, text.substr(at, end - at));
    else append_plain(out, text[at]);
    at = end;
  }
  out += '"';
  if (text.find('\0') != std::string_view::npos) out += "sv";
  return out;
}

}  // namespace golive::testing
