#include "protocol/json_scanner.h"

#include "protocol/wire_keys.h"

namespace golive::protocol {
namespace {

constexpr std::uint64_t kLargestInteger = std::uint64_t{1} << 53;

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

int hex_digit(char c) noexcept {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::uint32_t hex4(std::string_view text, std::size_t at) noexcept {
  std::uint32_t unit = 0;
  for (std::size_t i = 0; i < 4; ++i) unit = unit * 16 + static_cast<std::uint32_t>(hex_digit(text[at + i]));
  return unit;
}

void append_utf8(std::string& out, std::uint32_t point) {
  const auto byte = [&](std::uint32_t value) { out += static_cast<char>(static_cast<unsigned char>(value)); };
  if (point < 0x80) {
    byte(point);
  } else if (point < 0x800) {
    byte(0xc0 | point >> 6);
    byte(0x80 | (point & 0x3f));
  } else if (point < 0x10000) {
    byte(0xe0 | point >> 12);
    byte(0x80 | (point >> 6 & 0x3f));
    byte(0x80 | (point & 0x3f));
  } else {
    byte(0xf0 | point >> 18);
    byte(0x80 | (point >> 12 & 0x3f));
    byte(0x80 | (point >> 6 & 0x3f));
    byte(0x80 | (point & 0x3f));
  }
}

}  // namespace

char JsonScanner::peek() noexcept {
  while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t')) ++at_;
  return at_ == end_ ? '\0' : *at_;
}

bool JsonScanner::literal(char c) noexcept {
  if (peek() != c || at_ == end_) return fail(FrameError::not_json);
  ++at_;
  return true;
}

bool JsonScanner::at_end() noexcept {
  peek();
  return at_ == end_ || fail(FrameError::not_json);
}

bool JsonScanner::count() noexcept { return ++values_ <= wire::kMaxValues || fail(FrameError::too_many); }

bool JsonScanner::enter() noexcept {
  if (!count()) return false;
  return ++depth_ <= wire::kMaxDepth || fail(FrameError::too_deep);
}

bool JsonScanner::word(std::string_view expected) noexcept {
  if (!std::string_view(at_, static_cast<std::size_t>(end_ - at_)).starts_with(expected)) return fail(FrameError::not_json);
  at_ += expected.size();
  return true;
}

bool JsonScanner::null() noexcept {
  peek();
  return count() && word("null");
}

bool JsonScanner::digits() noexcept {
  if (at_ == end_ || !is_digit(*at_)) return fail(FrameError::not_json);
  while (at_ != end_ && is_digit(*at_)) ++at_;
  return true;
}

bool JsonScanner::unsigned_integer(std::uint64_t& number) noexcept {
  if (!is_digit(peek()) || !count()) return fail(FrameError::not_json);
  if (*at_ == '0' && at_ + 1 != end_ && is_digit(at_[1])) return fail(FrameError::not_json);
  number = 0;
  for (; at_ != end_ && is_digit(*at_); ++at_) {
    number = number * 10 + static_cast<std::uint64_t>(*at_ - '0');
    if (number > kLargestInteger) return fail(FrameError::not_a_frame);
  }
  return at_ == end_ || (*at_ != '.' && *at_ != 'e' && *at_ != 'E') || fail(FrameError::not_a_frame);
}

bool JsonScanner::number() noexcept {
  if (*at_ == '-') ++at_;
  if (at_ != end_ && *at_ == '0') ++at_;
  else if (!digits()) return false;
  if (at_ != end_ && *at_ == '.') {
    ++at_;
    if (!digits()) return false;
  }
  if (at_ != end_ && (*at_ == 'e' || *at_ == 'E')) {
    ++at_;
    if (at_ != end_ && (*at_ == '+' || *at_ == '-')) ++at_;
    if (!digits()) return false;
  }
  return true;
}

// Behind a backslash.
bool JsonScanner::escape() noexcept {
  if (at_ == end_) return fail(FrameError::not_json);
  const char c = *at_++;
  if (c != 'u') return std::string_view("\"\\/bfnrt").find(c) != std::string_view::npos || fail(FrameError::not_json);
  if (end_ - at_ < 4) return fail(FrameError::not_json);
  for (int i = 0; i < 4; ++i)
    if (hex_digit(*at_++) < 0) return fail(FrameError::not_json);
  return true;
}

// Well-formed sequences of the Unicode Standard, table 3-7.
bool JsonScanner::multibyte() noexcept {
  const auto lead = static_cast<unsigned char>(*at_);
  unsigned char low = 0x80;
  unsigned char high = 0xbf;
  int more = 0;
  if (lead >= 0xc2 && lead <= 0xdf) {
    more = 1;
  } else if (lead >= 0xe0 && lead <= 0xef) {
    more = 2;
    if (lead == 0xe0) low = 0xa0;
    if (lead == 0xed) high = 0x9f;
  } else if (lead >= 0xf0 && lead <= 0xf4) {
    more = 3;
    if (lead == 0xf0) low = 0x90;
    if (lead == 0xf4) high = 0x8f;
  }
  if (more == 0 || end_ - at_ <= more) return fail(FrameError::not_utf8);
  ++at_;
  for (; more > 0; --more, ++at_) {
    const auto byte = static_cast<unsigned char>(*at_);
    if (byte < low || byte > high) return fail(FrameError::not_utf8);
    low = 0x80;
    high = 0xbf;
  }
  return true;
}

bool JsonScanner::string(String& string) noexcept {
  if (!literal('"') || !count()) return false;
  const char* begin = at_;
  string.escaped = false;
  while (at_ != end_ && *at_ != '"') {
    const auto c = static_cast<unsigned char>(*at_);
    if (c >= 0x80) {
      if (!multibyte()) return false;
    } else if (c == '\\') {
      string.escaped = true;
      ++at_;
      if (!escape()) return false;
    } else if (c < 0x20) {
      return fail(FrameError::not_json);
    } else {
      ++at_;
    }
  }
  if (at_ == end_) return fail(FrameError::not_json);
  string.raw = {begin, static_cast<std::size_t>(at_ - begin)};
  ++at_;
  return true;
}

bool JsonScanner::array() noexcept {
  ++at_;
  if (!enter()) return false;
  if (peek() == ']') {
    ++at_;
  } else {
    do {
      if (!any()) return false;
    } while (peek() == ',' && at_++ != end_);
    if (!literal(']')) return false;
  }
  leave();
  return true;
}

bool JsonScanner::object() noexcept {
  ++at_;
  if (!enter()) return false;
  String name;
  if (peek() == '}') {
    ++at_;
  } else {
    do {
      if (!string(name) || !literal(':') || !any()) return false;
      --values_;  // a name is no value
    } while (peek() == ',' && at_++ != end_);
    if (!literal('}')) return false;
  }
  leave();
  return true;
}

bool JsonScanner::any() noexcept {
  String text;
  switch (peek()) {
    case '"':
      return string(text);
    case '[':
      return array();
    case '{':
      return object();
    case 't':
      return count() && word("true");
    case 'f':
      return count() && word("false");
    case 'n':
      return count() && word("null");
    default:
      break;
  }
  if (at_ == end_ || (!is_digit(*at_) && *at_ != '-'))
    return fail(at_ != end_ && static_cast<unsigned char>(*at_) >= 0x80 && !multibyte() ? FrameError::not_utf8 : FrameError::not_json);
  return count() && number();
}

bool JsonScanner::value() noexcept { return any(); }

bool JsonScanner::value(std::string_view& text) noexcept {
  peek();
  const char* begin = at_;
  if (!any()) return false;
  text = {begin, static_cast<std::size_t>(at_ - begin)};
  return true;
}

void unescape(std::string_view raw, std::string& out) {
  constexpr std::uint32_t kReplacement = 0xfffd;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '\\') {
      out += raw[i];
      continue;
    }
    const char c = raw[++i];
    if (c != 'u') {
      constexpr std::string_view kFrom = "bfnrt";
      constexpr std::string_view kTo = "\b\f\n\r\t";
      const std::size_t at = kFrom.find(c);
      out += at == std::string_view::npos ? c : kTo[at];
      continue;
    }
    std::uint32_t point = hex4(raw, i + 1);
    i += 4;
    if (point >= 0xd800 && point < 0xdc00 && i + 6 < raw.size() && raw[i + 1] == '\\' && raw[i + 2] == 'u') {
      const std::uint32_t low = hex4(raw, i + 3);
      if (low >= 0xdc00 && low < 0xe000) {
        point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
        i += 6;
      }
    }
    append_utf8(out, point >= 0xd800 && point < 0xe000 ? kReplacement : point);
  }
}

}  // namespace golive::protocol
