#include "diff/json.h"

#include <array>
#include <cstring>

#include "base/number_text.h"

namespace golive::json {
namespace {

constexpr char kHex[] = "0123456789abcdef";

// What follows the backslash: 0 needs no escape, 'u' takes \u00XX.
constexpr std::array<char, 256> make_escapes() {
  std::array<char, 256> table{};
  for (std::size_t c = 0; c < 0x20; ++c) table[c] = 'u';
  table['"'] = '"';
  table['\\'] = '\\';
  table['\b'] = 'b';
  table['\f'] = 'f';
  table['\n'] = 'n';
  table['\r'] = 'r';
  table['\t'] = 't';
  return table;
}
constexpr auto kEscapes = make_escapes();

constexpr std::uint64_t kOnes = 0x0101010101010101u;
constexpr std::uint64_t kHighs = 0x8080808080808080u;

// Any of eight bytes below 0x20, a quote or a backslash?
bool eight_need_escape(const char* bytes) noexcept {
  std::uint64_t word;
  std::memcpy(&word, bytes, 8);
  const auto zero_byte = [](std::uint64_t x) { return (x - kOnes) & ~x; };
  const std::uint64_t control = (word - kOnes * 0x20) & ~word;
  return ((control | zero_byte(word ^ (kOnes * '"')) | zero_byte(word ^ (kOnes * '\\'))) & kHighs) != 0;
}

// Index of the first byte from `from` on that needs an escape, or the size.
std::size_t next_escape(std::string_view text, std::size_t from) noexcept {
  while (from + 8 <= text.size() && !eight_need_escape(text.data() + from)) from += 8;
  while (from < text.size() && kEscapes[static_cast<unsigned char>(text[from])] == 0) ++from;
  return from;
}

// With a size and not with an end: libstdc++ replaces an empty range by a pair of iterators, which takes twice the instructions.
void append(std::string& out, const char* text, const char* end) { out.append(text, static_cast<std::size_t>(end - text)); }

}  // namespace

void write_string(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t begin = 0;;) {
    const std::size_t end = next_escape(text, begin);
    out.append(text, begin, end - begin);
    if (end == text.size()) break;
    const auto c = static_cast<unsigned char>(text[end]);
    out += '\\';
    out += kEscapes[c];
    if (kEscapes[c] == 'u') out.append({'0', '0', kHex[c >> 4], kHex[c & 15]});
    begin = end + 1;
  }
  out += '"';
}

void write_integer(std::string& out, std::int64_t value) {
  char digits[kNumberTextSize];
  append(out, digits, golive::write_integer(digits, value));
}

void write_unsigned(std::string& out, std::uint64_t value) {
  char digits[kNumberTextSize];
  append(out, digits, golive::write_integer(digits, value));
}

void write_number(std::string& out, double value) {
  char digits[kNumberTextSize];
  append(out, digits, golive::write_number(digits, value));
}

}  // namespace golive::json
