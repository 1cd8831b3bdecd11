#include "transport/frame.h"

#include <algorithm>
#include <cstring>

namespace golive::transport {
namespace {

std::uint64_t read_big_endian(std::string_view bytes) noexcept {
  std::uint64_t number = 0;
  for (const char c : bytes) number = number << 8 | static_cast<unsigned char>(c);
  return number;
}

}  // namespace

std::optional<FrameHeader> read_header(std::string_view bytes) noexcept {
  if (bytes.size() < 2) return std::nullopt;
  const auto first = static_cast<unsigned char>(bytes[0]);
  const auto second = static_cast<unsigned char>(bytes[1]);
  FrameHeader header;
  header.final = (first & 0x80) != 0;
  header.reserved_bits = (first & 0x70) != 0;
  header.opcode = first & 0x0f;
  header.masked = (second & 0x80) != 0;
  header.length = second & 0x7f;
  const std::size_t length_bytes = header.length == 126 ? 2 : header.length == 127 ? 8 : 0;
  header.size = 2 + length_bytes + (header.masked ? 4 : 0);
  if (bytes.size() < header.size) return std::nullopt;
  if (length_bytes != 0) {
    header.length = read_big_endian(bytes.substr(2, length_bytes));
    header.minimal = length_bytes == 2 ? header.length >= 126 : header.length > 0xffff;
  }
  if (header.masked) std::memcpy(&header.mask, bytes.data() + header.size - 4, 4);
  return header;
}

std::size_t write_header(Opcode opcode, std::size_t length, std::span<char, kServerHeaderBytes> out) noexcept {
  out[0] = static_cast<char>(0x80 | static_cast<unsigned>(opcode));
  std::size_t length_bytes = 0;
  if (length < 126) {
    out[1] = static_cast<char>(length);
  } else {
    length_bytes = length <= 0xffff ? 2 : 8;
    out[1] = length_bytes == 2 ? 126 : 127;
  }
  for (std::size_t i = 0; i < length_bytes; ++i) out[2 + i] = static_cast<char>(length >> 8 * (length_bytes - 1 - i) & 0xff);
  return 2 + length_bytes;
}

void apply_mask(std::span<char> payload, std::uint32_t mask) noexcept {
  const std::uint64_t wide = static_cast<std::uint64_t>(mask) << 32 | mask;
  char* at = payload.data();
  std::size_t left = payload.size();
  for (; left >= 8; at += 8, left -= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, 8);
    word ^= wide;
    std::memcpy(at, &word, 8);
  }
  char key[4];
  std::memcpy(key, &mask, 4);
  for (std::size_t i = 0; i < left; ++i) at[i] = static_cast<char>(at[i] ^ key[i % 4]);
}

std::uint32_t mask_after(std::uint32_t mask, std::size_t size) noexcept {
  char key[4];
  std::memcpy(key, &mask, 4);
  std::ranges::rotate(key, key + size % 4);
  std::memcpy(&mask, key, 4);
  return mask;
}

}  // namespace golive::transport
