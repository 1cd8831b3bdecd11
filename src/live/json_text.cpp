#include <algorithm>
#include <cstring>
#include <string_view>

#include "base/utf8.h"
#include "golive/detail/json_write.h"

namespace golive::detail {

namespace {

bool is_plain(unsigned char c) noexcept { return c >= 0x20 && c < 0x80 && c != '"' && c != '\\'; }

char* write_escape(unsigned char c, char* out) noexcept {
  constexpr char kHex[] = "0123456789abcdef";
  *out++ = '\\';
  switch (c) {
    case '"':
    case '\\':
      *out++ = static_cast<char>(c);
      return out;
    case '\n':
      *out++ = 'n';
      return out;
    case '\r':
      *out++ = 'r';
      return out;
    case '\t':
      *out++ = 't';
      return out;
    default:
      for (const char digit : {'u', '0', '0', kHex[c >> 4], kHex[c & 15]}) *out++ = digit;
      return out;
  }
}

// The bytes beyond ASCII at the beginning, at most `room`, cut between two characters.
std::size_t beyond_ascii(std::string_view text, std::size_t room) noexcept {
  std::size_t size = 0;
  while (size < text.size() && size < room && static_cast<unsigned char>(text[size]) >= 0x80) ++size;
  std::size_t cut = size;
  while (cut > 0 && size - cut < 3 && cut < text.size() && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
  return cut == 0 ? size : cut;
}

}  // namespace

std::size_t escape_json(std::string_view& text, char* buffer, std::size_t size) noexcept {
  constexpr std::size_t kMostPerStep = 12;  // four bytes that are all invalid, each repaired to three
  char* out = buffer;
  while (!text.empty() && static_cast<std::size_t>(buffer + size - out) >= kMostPerStep) {
    const std::size_t room = static_cast<std::size_t>(buffer + size - out);
    const auto first = static_cast<unsigned char>(text[0]);
    if (is_plain(first)) {
      std::size_t run = 1;
      while (run < text.size() && run < room && is_plain(static_cast<unsigned char>(text[run]))) ++run;
      std::memcpy(out, text.data(), run);
      out += run;
      text.remove_prefix(run);
    } else if (first < 0x80) {
      out = write_escape(first, out);
      text.remove_prefix(1);
    } else {
      const std::size_t run = beyond_ascii(text, room / 3);
      out = copy_repaired(out, text.substr(0, run));
      text.remove_prefix(run);
    }
  }
  return static_cast<std::size_t>(out - buffer);
}

}  // namespace golive::detail
