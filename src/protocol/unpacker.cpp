#include <bit>
#include <cmath>
#include <type_traits>

#include "base/utf8.h"
#include "diff/json.h"
#include "protocol/message_pack.h"
#include "protocol/wire_keys.h"

namespace golive::protocol {
namespace {

class Unpacker {
 public:
  Unpacker(std::string_view bytes, std::string& json) noexcept : rest_(bytes), json_(json), begin_(json.size()) {}

  bool value();
  bool at_end() { return rest_.empty() || fail(FrameError::not_message_pack); }
  bool fits() { return json_.size() - begin_ <= wire::kMaxMessageBytes || fail(FrameError::too_big); }
  FrameError error() const noexcept { return error_; }

 private:
  bool fail(FrameError error) noexcept {
    error_ = error;
    return false;
  }
  // The next big-endian number.
  template <class Number>
  bool number(Number& number) noexcept;
  template <class Number>
  bool integer();
  template <class Number>
  bool floating();
  template <class Length>
  bool sized(bool (Unpacker::*read)(std::size_t));
  bool text(std::size_t size);
  bool array(std::size_t count);
  bool map(std::size_t count);
  bool key();
  bool enter(std::size_t values);
  bool tagged(std::uint8_t tag);
  bool word(std::string_view text);

  std::string_view rest_;
  std::string& json_;
  std::size_t begin_;
  std::size_t depth_ = 0;
  std::size_t values_ = 0;
  FrameError error_ = FrameError::not_message_pack;
};

template <class Number>
bool Unpacker::number(Number& number) noexcept {
  using Bits = std::make_unsigned_t<Number>;
  if (rest_.size() < sizeof(Number)) return fail(FrameError::not_message_pack);
  Bits bits = 0;
  for (std::size_t i = 0; i < sizeof(Number); ++i)
    bits = static_cast<Bits>(std::uint64_t{bits} << 8 | static_cast<unsigned char>(rest_[i]));
  rest_.remove_prefix(sizeof(Number));
  number = static_cast<Number>(bits);
  return true;
}

template <class Number>
bool Unpacker::integer() {
  Number value = 0;
  if (!number(value)) return false;
  if constexpr (std::is_signed_v<Number>) json::write_integer(json_, value);
  else json::write_unsigned(json_, value);
  return true;
}

template <class Number>
bool Unpacker::floating() {
  std::conditional_t<sizeof(Number) == 4, std::uint32_t, std::uint64_t> bits = 0;
  if (!number(bits)) return false;
  const double value = std::bit_cast<Number>(bits);
  if (!std::isfinite(value)) return word("null");
  json::write_number(json_, value);
  return true;
}

template <class Length>
bool Unpacker::sized(bool (Unpacker::*read)(std::size_t)) {
  Length length = 0;
  return number(length) && (this->*read)(length);
}

bool Unpacker::word(std::string_view text) {
  json_.append(text);
  return true;
}

bool Unpacker::text(std::size_t size) {
  if (size > rest_.size()) return fail(FrameError::not_message_pack);
  if (json_.size() - begin_ + size > wire::kMaxMessageBytes) return fail(FrameError::too_big);
  const std::string_view text = rest_.substr(0, size);
  if (!is_utf8(text)) return fail(FrameError::not_utf8);
  rest_.remove_prefix(size);
  json::write_string(json_, text);
  return true;
}

// A count is believed as far as values of that number may be there.
bool Unpacker::enter(std::size_t values) {
  if (values > wire::kMaxValues - values_) return fail(FrameError::too_many);
  return ++depth_ <= wire::kMaxDepth || fail(FrameError::too_deep);
}

bool Unpacker::array(std::size_t count) {
  if (!enter(count)) return false;
  json_ += '[';
  for (std::size_t i = 0; i < count; ++i) {
    if (i != 0) json_ += ',';
    if (!value()) return false;
  }
  json_ += ']';
  --depth_;
  return true;
}

bool Unpacker::map(std::size_t count) {
  if (!enter(count)) return false;
  json_ += '{';
  for (std::size_t i = 0; i < count; ++i) {
    if (i != 0) json_ += ',';
    if (!key()) return false;
    json_ += ':';
    if (!value()) return false;
  }
  json_ += '}';
  --depth_;
  return true;
}

// A name is no value, and nothing but a string can be one.
bool Unpacker::key() {
  std::uint8_t tag = 0;
  if (!number(tag)) return false;
  if ((tag & 0xe0) == 0xa0) return text(tag & 0x1f);
  switch (tag) {
    case 0xd9:
      return sized<std::uint8_t>(&Unpacker::text);
    case 0xda:
      return sized<std::uint16_t>(&Unpacker::text);
    case 0xdb:
      return sized<std::uint32_t>(&Unpacker::text);
    default:
      return fail(FrameError::not_message_pack);
  }
}

bool Unpacker::value() {
  std::uint8_t tag = 0;
  if (!number(tag)) return false;
  if (++values_ > wire::kMaxValues) return fail(FrameError::too_many);
  if (!fits()) return false;
  if (tag <= 0x7f || tag >= 0xe0) {
    json::write_integer(json_, static_cast<std::int8_t>(tag));
    return true;
  }
  if (tag <= 0x8f) return map(tag & 0x0f);
  if (tag <= 0x9f) return array(tag & 0x0f);
  if (tag <= 0xbf) return text(tag & 0x1f);
  return tagged(tag);
}

// bin (c4-c6), ext (c7-c9, d4-d8) and c1 have no JSON.
bool Unpacker::tagged(std::uint8_t tag) {
  switch (tag) {
    case 0xc0:
      return word("null");
    case 0xc2:
      return word("false");
    case 0xc3:
      return word("true");
    case 0xca:
      return floating<float>();
    case 0xcb:
      return floating<double>();
    case 0xcc:
      return integer<std::uint8_t>();
    case 0xcd:
      return integer<std::uint16_t>();
    case 0xce:
      return integer<std::uint32_t>();
    case 0xcf:
      return integer<std::uint64_t>();
    case 0xd0:
      return integer<std::int8_t>();
    case 0xd1:
      return integer<std::int16_t>();
    case 0xd2:
      return integer<std::int32_t>();
    case 0xd3:
      return integer<std::int64_t>();
    case 0xd9:
      return sized<std::uint8_t>(&Unpacker::text);
    case 0xda:
      return sized<std::uint16_t>(&Unpacker::text);
    case 0xdb:
      return sized<std::uint32_t>(&Unpacker::text);
    case 0xdc:
      return sized<std::uint16_t>(&Unpacker::array);
    case 0xdd:
      return sized<std::uint32_t>(&Unpacker::array);
    case 0xde:
      return sized<std::uint16_t>(&Unpacker::map);
    case 0xdf:
      return sized<std::uint32_t>(&Unpacker::map);
    default:
      return fail(FrameError::not_message_pack);
  }
}

}  // namespace

std::expected<void, FrameError> unpack(std::string_view bytes, std::string& json) {
  Unpacker in(bytes, json);
  if (in.value() && in.at_end() && in.fits()) return {};
  return std::unexpected(in.error());
}

}  // namespace golive::protocol
