#pragma once
// A keyed 64-bit hash for remembering what a page shows. Not cryptographic: the key is random per process and never leaves it, so that
// nobody outside can choose colliding contents. Construction: 64x64-bit products folded by xor, eight bytes a lane.
// Cost: about 1 ns for an integer, 3 ns for a word, 0.15 ns a byte for long texts.
#include <cstdint>
#include <cstring>
#include <string_view>

namespace golive {

// Chosen once, from the system's random numbers.
std::uint64_t process_hash_key();

namespace detail {

__extension__ using Wide = unsigned __int128;

inline constexpr std::uint64_t kHashOdd1 = 0x9e3779b97f4a7c15;  // 2^64 / golden ratio
inline constexpr std::uint64_t kHashOdd2 = 0xd1b54a32d192ed03;  // 2^64 / plastic ratio squared, made odd
inline constexpr std::uint64_t kHashOdd3 = 0x8bb84b93962eacc9;

constexpr std::uint64_t fold(std::uint64_t a, std::uint64_t b) noexcept {
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

inline std::uint64_t load8(const char* bytes) noexcept {
  std::uint64_t word;
  std::memcpy(&word, bytes, 8);
  return word;
}
inline std::uint64_t load4(const char* bytes) noexcept {
  std::uint32_t word;
  std::memcpy(&word, bytes, 4);
  return word;
}

}  // namespace detail

constexpr std::uint64_t hash_value(std::uint64_t key, std::int64_t value) noexcept {
  using namespace detail;
  return fold(fold(static_cast<std::uint64_t>(value) ^ key, kHashOdd1) ^ kHashOdd2, key ^ kHashOdd3);
}

inline std::uint64_t hash_bytes(std::uint64_t key, std::string_view bytes) noexcept {
  using namespace detail;
  const char* at = bytes.data();
  std::size_t left = bytes.size();
  std::uint64_t state = key ^ kHashOdd2;
  if (left > 32) {
    std::uint64_t other = key ^ kHashOdd3;
    do {
      state = fold(load8(at) ^ state, load8(at + 8) ^ kHashOdd1);
      other = fold(load8(at + 16) ^ other, load8(at + 24) ^ kHashOdd3);
      at += 32;
      left -= 32;
    } while (left > 32);
    state ^= other;
  }
  if (left > 16) {
    state = fold(load8(at) ^ state, load8(at + 8) ^ kHashOdd1);
    at += 16;
    left -= 16;
  }
  // The last 0..16 bytes as two words, overlapping where there are fewer.
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  if (left >= 8) {
    low = load8(at);
    high = load8(at + left - 8);
  } else if (left >= 4) {
    low = load4(at);
    high = load4(at + left - 4);
  } else if (left > 0) {
    low = static_cast<unsigned char>(at[0]) | static_cast<std::uint64_t>(static_cast<unsigned char>(at[left / 2])) << 8 |
          static_cast<std::uint64_t>(static_cast<unsigned char>(at[left - 1])) << 16;
  }
  return fold(fold(low ^ state, high ^ kHashOdd1) ^ bytes.size(), kHashOdd3 ^ key);
}

}  // namespace golive
