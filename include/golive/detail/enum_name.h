#pragma once
// Names of enumerators, read from what the compiler prints for a template argument. Values -128..255; others have no name.
// Cost: one function template per enum type, no allocation; the names are constants of the program.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

namespace golive::detail {

template <class E>
constexpr int enum_first() {
  return std::is_signed_v<std::underlying_type_t<E>> ? -128 : 0;
}

template <class E>
constexpr int enum_last() {
  using U = std::underlying_type_t<E>;
  if (std::is_same_v<U, bool>) return 1;
  return std::is_signed_v<U> && sizeof(U) == 1 ? 127 : 255;
}

template <class E, E... Values>
constexpr std::string_view spelled_values() {
  return __PRETTY_FUNCTION__;
}

// An enum without a fixed underlying type holds fewer values than are asked for here; the others are spelled as numbers, which is all we
// need.
#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wenum-constexpr-conversion"
#else
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#endif
template <class E, int First, int... I>
constexpr std::string_view spelled_range(std::integer_sequence<int, I...>) {
  return spelled_values<E, static_cast<E>(First + I)...>();
}
#if defined(__clang__)
#pragma clang diagnostic pop
#else
#pragma GCC diagnostic pop
#endif

constexpr bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

// Splits "... [with E = X; E ...Values = {X::a, (X)1, ...}...]" into names, from the end of the list backwards.
template <std::size_t Count>
constexpr std::array<std::string_view, Count> split_enum_names(std::string_view spelling) {
  std::array<std::string_view, Count> names{};
  std::size_t end = spelling.rfind('}');
  if (end == std::string_view::npos) end = spelling.rfind('>');
  for (std::size_t i = Count; i > 0; --i) {
    std::size_t begin = end;
    while (is_name_char(spelling[begin - 1])) --begin;
    // "(X)7" ends in digits behind a parenthesis, "(X)-7" in digits behind a minus: no enumerator.
    const char before = spelling[begin - 1];
    const bool named = before != ')' && before != '-';
    names[i - 1] = named ? spelling.substr(begin, end - begin) : spelling.substr(0, 0);
    end = begin - 1;
    while (i > 1 && spelling[end] != ',') --end;
  }
  return names;
}

template <class E>
struct EnumNames {
  static constexpr int kFirst = enum_first<E>();
  static constexpr int kCount = enum_last<E>() - kFirst + 1;
  static constexpr auto kNames =
      split_enum_names<static_cast<std::size_t>(kCount)>(spelled_range<E, kFirst>(std::make_integer_sequence<int, kCount>{}));
};

// The enumerator's name, or an empty view.
template <class E>
constexpr std::string_view enum_name(E value) noexcept {
  const auto number = static_cast<std::underlying_type_t<E>>(value);
  if (static_cast<long long>(number) < EnumNames<E>::kFirst) return {};
  if (static_cast<unsigned long long>(static_cast<long long>(number) - EnumNames<E>::kFirst) >= EnumNames<E>::kNames.size()) return {};
  return EnumNames<E>::kNames[static_cast<std::size_t>(static_cast<long long>(number) - EnumNames<E>::kFirst)];
}

}  // namespace golive::detail
