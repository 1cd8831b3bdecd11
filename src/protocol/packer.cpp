#include <bit>
#include <charconv>
#include <cstddef>
#include <vector>

#include "protocol/json_scanner.h"
#include "protocol/message_pack.h"

namespace golive::protocol {
namespace {

// Appends `tag` and a big-endian number of `size` bytes.
void put(std::string& out, unsigned tag, std::uint64_t number, int size) {
  out += static_cast<char>(tag);
  for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) out += static_cast<char>(number >> shift & 0xff);
}

class Packer {
 public:
  Packer(std::string_view json, std::string& out) noexcept : at_(json.data()), end_(json.data() + json.size()), out_(out) {}

  bool pack();

 private:
  // An array or object that is being written: its header is one byte until its size is known.
  struct Open {
    std::size_t header;
    std::size_t values = 0;  // names count too
    bool is_map = false;
  };

  bool token();
  void open(bool is_map);
  bool close();
  bool string();
  bool word();
  bool number(std::string_view text);
  void text(std::string_view text);
  void unsigned_integer(std::uint64_t value);
  void negative(std::int64_t value);

  const char* at_;
  const char* end_;
  std::string& out_;
  std::vector<Open> open_;
  std::size_t done_ = 0;  // values outside of any container
  std::string unescaped_;
};

bool Packer::pack() {
  while (at_ != end_) {
    if (!token()) return false;
  }
  return open_.empty() && done_ == 1;
}

bool Packer::token() {
  switch (*at_) {
    case ',':
    case ':':
    case ' ':
    case '\n':
    case '\r':
    case '\t':
      ++at_;
      return true;
    case ']':
    case '}':
      ++at_;
      return close();
    default:
      break;
  }
  ++(open_.empty() ? done_ : open_.back().values);
  switch (*at_) {
    case '[':
    case '{':
      open(*at_++ == '{');
      return true;
    case '"':
      return string();
    default:
      return word();
  }
}

void Packer::open(bool is_map) {
  open_.push_back({.header = out_.size(), .is_map = is_map});
  out_ += '\0';
}

bool Packer::close() {
  if (open_.empty()) return false;
  const Open container = open_.back();
  open_.pop_back();
  const std::size_t count = container.is_map ? container.values / 2 : container.values;
  std::string header;
  if (count <= 15) header = static_cast<char>((container.is_map ? 0x80 : 0x90) | count);
  else if (count <= 0xffff) put(header, container.is_map ? 0xde : 0xdc, count, 2);
  else put(header, container.is_map ? 0xdf : 0xdd, count, 4);
  out_.replace(container.header, 1, header);
  return true;
}

bool Packer::string() {
  JsonScanner in({at_, static_cast<std::size_t>(end_ - at_)});
  JsonScanner::String string;
  if (!in.string(string)) return false;
  at_ = string.raw.data() + string.raw.size() + 1;
  if (!string.escaped) {
    text(string.raw);
    return true;
  }
  unescaped_.clear();
  unescape(string.raw, unescaped_);
  text(unescaped_);
  return true;
}

void Packer::text(std::string_view text) {
  const std::size_t size = text.size();
  if (size <= 31) out_ += static_cast<char>(0xa0 | size);
  else if (size <= 0xff) put(out_, 0xd9, size, 1);
  else if (size <= 0xffff) put(out_, 0xda, size, 2);
  else put(out_, 0xdb, size, 4);
  out_.append(text);
}

// null, true, false or a number.
bool Packer::word() {
  const char* const begin = at_;
  while (at_ != end_ && std::string_view(",:]} \n\r\t").find(*at_) == std::string_view::npos) ++at_;
  const std::string_view text(begin, static_cast<std::size_t>(at_ - begin));
  if (text == "null") out_ += '\xc0';
  else if (text == "false") out_ += '\xc2';
  else if (text == "true") out_ += '\xc3';
  else return number(text);
  return true;
}

// Integers of up to 64 bits as such; what is more, broken, or minus zero, as a double.
bool Packer::number(std::string_view text) {
  const char* const end = text.data() + text.size();
  const auto is_whole = [end](std::from_chars_result result) { return result.ec == std::errc() && result.ptr == end; };
  std::uint64_t whole = 0;
  if (is_whole(std::from_chars(text.data(), end, whole))) {
    unsigned_integer(whole);
    return true;
  }
  std::int64_t below_zero = 0;
  if (is_whole(std::from_chars(text.data(), end, below_zero)) && below_zero != 0) {
    negative(below_zero);
    return true;
  }
  double value = 0;
  if (!is_whole(std::from_chars(text.data(), end, value))) return false;
  put(out_, 0xcb, std::bit_cast<std::uint64_t>(value), 8);
  return true;
}

void Packer::unsigned_integer(std::uint64_t value) {
  if (value <= 0x7f) out_ += static_cast<char>(value);
  else if (value <= 0xff) put(out_, 0xcc, value, 1);
  else if (value <= 0xffff) put(out_, 0xcd, value, 2);
  else if (value <= 0xffffffff) put(out_, 0xce, value, 4);
  else put(out_, 0xcf, value, 8);
}

void Packer::negative(std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  if (value >= -32) out_ += static_cast<char>(value);
  else if (value >= INT8_MIN) put(out_, 0xd0, bits, 1);
  else if (value >= INT16_MIN) put(out_, 0xd1, bits, 2);
  else if (value >= INT32_MIN) put(out_, 0xd2, bits, 4);
  else put(out_, 0xd3, bits, 8);
}

}  // namespace

bool pack(std::string_view json, std::string& out) { return Packer(json, out).pack(); }

}  // namespace golive::protocol
