#pragma once
// Text as a template argument: names and compile-time messages.
#include <cstddef>
#include <string_view>

namespace golive::detail {

template <std::size_t N>
struct FixedString {
  char text[N + 1] = {};

  constexpr FixedString() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): written as a literal between the angle brackets
  constexpr FixedString(const char (&literal)[N + 1]) {
    for (std::size_t i = 0; i < N; ++i) text[i] = literal[i];
  }
  constexpr std::string_view view() const noexcept { return {text, N}; }
  constexpr bool empty() const noexcept { return N == 0; }
};
template <std::size_t M>
FixedString(const char (&)[M]) -> FixedString<M - 1>;

}  // namespace golive::detail
