#pragma once
// The bytes of a WebSocket frame (RFC 6455 section 5.2).
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace golive::transport {

enum class Opcode : std::uint8_t { continuation = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

constexpr bool is_control(Opcode opcode) noexcept { return (static_cast<std::uint8_t>(opcode) & 8) != 0; }

constexpr std::size_t kControlPayloadBytes = 125;
constexpr std::size_t kServerHeaderBytes = 10;  // of an unmasked frame, at most
constexpr std::size_t kClientHeaderBytes = 14;  // of a masked one

struct FrameHeader {
  bool final = true;
  bool reserved_bits = false;
  bool masked = false;
  bool minimal = true;      // the length is written in the fewest bytes, as it must be
  std::uint8_t opcode = 0;  // may be a reserved one
  std::uint64_t length = 0;
  std::uint32_t mask = 0;  // in the byte order of the frame
  std::size_t size = 0;    // of the header itself
};

// Nothing while the header is incomplete.
std::optional<FrameHeader> read_header(std::string_view bytes) noexcept;

// Writes the header of a whole message or control frame of the server; returns the bytes used.
std::size_t write_header(Opcode opcode, std::size_t length, std::span<char, kServerHeaderBytes> out) noexcept;

// Masks or unmasks in place, a word at a time.
void apply_mask(std::span<char> payload, std::uint32_t mask) noexcept;

// The mask for what follows `size` bytes of a payload.
std::uint32_t mask_after(std::uint32_t mask, std::size_t size) noexcept;

}  // namespace golive::transport
