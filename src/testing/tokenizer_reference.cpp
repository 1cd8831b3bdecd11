// Character references (13.2.5.72 and after).
#include "golive/detail/template_name.h"
#include "testing/code_point.h"
#include "testing/letter_case.h"
#include "testing/named_references.h"
#include "testing/tokenizer.h"

namespace golive::testing {
namespace {

using detail::is_digit;
using detail::is_letter;
using enum MarkupFault;

bool is_alphanumeric(char c) { return is_letter(c) || is_digit(c); }

// What the numbers 80 to 9F mean: windows-1252; 0 where they mean themselves.
constexpr std::uint16_t kWindows[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                        0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

int digit_of(char c, bool hexadecimal) {
  if (hexadecimal) return hex_value(c);
  return is_digit(c) ? c - '0' : -1;
}

}  // namespace

// At a &: what it and the name after it stand for.
std::string_view Tokenizer::reference(bool in_attribute) {
  const std::size_t begin = at_;
  if (peek(1) == '#') return numeric_reference();
  ++at_;
  if (!is_alphanumeric(peek())) return source_.substr(begin, 1);
  const NamedReference found = find_named_reference(source_.substr(at_, 40));
  if (found.name.empty()) {
    std::size_t end = at_;
    while (end < source_.size() && is_alphanumeric(source_[end])) ++end;
    if (end < source_.size() && source_[end] == ';') error(unknown_named_character_reference, begin);
    return source_.substr(begin, 1);
  }
  if (found.name.back() != ';') {
    const char after = peek(found.name.size());
    if (in_attribute && (after == '=' || is_alphanumeric(after))) return source_.substr(begin, 1);
    error(missing_semicolon, begin);
  }
  at_ += found.name.size();
  return found.text;
}

std::string_view Tokenizer::numeric_reference() {
  const std::size_t begin = at_;
  const bool hexadecimal = (peek(2) | 32) == 'x';
  std::size_t at = begin + (hexadecimal ? 3 : 2);
  const std::size_t digits = at;
  std::uint32_t code = 0;
  for (int digit; at < source_.size() && (digit = digit_of(source_[at], hexadecimal)) >= 0; ++at)
    if (code <= 0x10FFFF) code = code * (hexadecimal ? 16 : 10) + static_cast<std::uint32_t>(digit);
  if (at == digits) {
    error(absence_of_digits, begin);
    at_ = at;
    return source_.substr(begin, at - begin);
  }
  at_ = at;
  if (peek() == ';' && !at_end()) ++at_;
  else error(missing_semicolon, begin);
  if (code == 0) error(null_character_reference, begin), code = 0xFFFD;
  else if (code > 0x10FFFF) error(character_reference_outside_unicode_range, begin), code = 0xFFFD;
  else if (code >= 0xD800 && code < 0xE000) error(surrogate_character_reference, begin), code = 0xFFFD;
  else if ((code & 0xFFFE) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF)) error(noncharacter_character_reference, begin);
  else if (code == 0x0D || (code < 0x20 && code != '\t' && code != '\n' && code != '\f') || (code >= 0x7F && code < 0xA0))
    error(control_character_reference, begin);
  if (code >= 0x80 && code < 0xA0 && kWindows[code - 0x80] != 0) code = kWindows[code - 0x80];
  std::string made;
  append_code_point(made, code);
  return keep(made);
}

}  // namespace golive::testing
