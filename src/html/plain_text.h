#pragma once
// Most texts of a page are short and plain: names, states, amounts. They are checked and copied in one pass of eight bytes a step.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace golive::detail {

// Longer ones are worth a check of their own before the copy.
inline constexpr std::size_t kShortText = 32;

// Copies `text` to `out` if it is plain: only the bytes 01..7F, which need no repair. False: what stands at `out` is of no use.
inline bool copy_plain(char* out, std::string_view text) noexcept {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  constexpr std::uint64_t kHigh = 0x8080808080808080;
  const char* const from = text.data();
  const std::size_t size = text.size();
  std::uint64_t found = 0;  // a high bit for a byte beyond 7F, and for the borrow of a NUL
  const auto copy = [&]<class Word>(Word word, std::size_t at) {
    std::memcpy(&word, from + at, sizeof word);
    std::memcpy(out + at, &word, sizeof word);
    found |= (word - (kOnes & static_cast<Word>(-1))) | word;
  };
  // The last word overlaps the one before.
  if (size >= 8) {
    for (std::size_t at = 0; at + 8 < size; at += 8) copy(std::uint64_t{}, at);
    copy(std::uint64_t{}, size - 8);
  } else if (size >= 4) {
    copy(std::uint32_t{}, 0);
    copy(std::uint32_t{}, size - 4);
  } else {
    for (std::size_t at = 0; at < size; ++at) copy(std::uint8_t{}, at);
  }
  return (found & kHigh) == 0;
}

}  // namespace golive::detail
