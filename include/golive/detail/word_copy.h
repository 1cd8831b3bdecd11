#pragma once
// A value of any trivially copyable type in atomic words, so that a copy which another thread overwrites meanwhile is only wrong, not
// undefined, and whoever made it can find that out by a number (Boehm, "Can seqlocks get along with programming language memory models?").
//
// Every word is stored with release and loaded with acquire: who sees one word of a newer value also sees what its writer stored before it.
// On x86 and on the way these are plain moves.
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace golive::detail {

using Word = std::atomic<std::uint64_t>;

// What keeps what one thread writes apart from what others write: a cache line.
inline constexpr std::size_t kLineBytes = 64;

template <class T>
inline constexpr std::size_t kWords = (sizeof(T) + sizeof(std::uint64_t) - 1) / sizeof(std::uint64_t);

template <class T>
void store_words(Word* to, const T& value) noexcept {
  const auto* from = reinterpret_cast<const std::byte*>(&value);
  constexpr std::size_t whole = sizeof(T) / sizeof(std::uint64_t);
  constexpr std::size_t rest = sizeof(T) % sizeof(std::uint64_t);
  for (std::size_t i = 0; i < whole; ++i) {
    std::uint64_t word;
    std::memcpy(&word, from + i * sizeof(word), sizeof(word));
    to[i].store(word, std::memory_order_release);
  }
  if constexpr (rest > 0) {
    std::uint64_t word = 0;
    std::memcpy(&word, from + whole * sizeof(word), rest);
    to[whole].store(word, std::memory_order_release);
  }
}

// `to`: sizeof(T) bytes.
template <class T>
void load_words(const Word* from, void* to) noexcept {
  auto* bytes = static_cast<std::byte*>(to);
  constexpr std::size_t whole = sizeof(T) / sizeof(std::uint64_t);
  constexpr std::size_t rest = sizeof(T) % sizeof(std::uint64_t);
  for (std::size_t i = 0; i < whole; ++i) {
    const std::uint64_t word = from[i].load(std::memory_order_acquire);
    std::memcpy(bytes + i * sizeof(word), &word, sizeof(word));
  }
  if constexpr (rest > 0) {
    const std::uint64_t word = from[whole].load(std::memory_order_acquire);
    std::memcpy(bytes + whole * sizeof(word), &word, rest);
  }
}

}  // namespace golive::detail
