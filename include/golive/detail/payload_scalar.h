#pragma once
// Values from text: path and query parameters, HTML controls, JSON strings.
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "golive/detail/enum_name.h"
#include "golive/detail/json_kind.h"

namespace golive::detail {

template <class E>
bool parse_enum_name(std::string_view text, E& out) noexcept {
  if (text.empty()) return false;
  for (std::size_t i = 0; i < EnumNames<E>::kNames.size(); ++i) {
    if (EnumNames<E>::kNames[i] != text) continue;
    out = static_cast<E>(EnumNames<E>::kFirst + static_cast<int>(i));
    return true;
  }
  return false;
}

// An enum from a number: only values that have a name, so that no switch in user code meets a value it does not know.
template <class E, class Integer>
bool enum_from_number(Integer number, E& out) noexcept {
  if (!std::in_range<int>(number)) return false;
  const int value = static_cast<int>(number);
  if (value < EnumNames<E>::kFirst || value >= EnumNames<E>::kFirst + EnumNames<E>::kCount) return false;
  if (EnumNames<E>::kNames[static_cast<std::size_t>(value - EnumNames<E>::kFirst)].empty()) return false;
  out = static_cast<E>(value);
  return true;
}

// All of `text` is one T: a number in range and finite, "true" "false" "on", an enumerator's name or number, or any text.
// False leaves `out` unspecified.
template <class T>
bool parse_scalar(std::string_view text, T& out) {
  if constexpr (std::is_same_v<T, bool>) {
    out = text != "false";
    return text == "true" || text == "false" || text == "on";
  } else if constexpr (std::is_same_v<T, char>) {
    if (text.size() == 1) out = text[0];
    return text.size() == 1;
  } else if constexpr (NumberLike<T>) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc{} || end != text.data() + text.size()) return false;
    if constexpr (std::is_floating_point_v<T>) return __builtin_isfinite(out);
    else return true;
  } else if constexpr (std::is_enum_v<T>) {
    if (parse_enum_name(text, out)) return true;
    std::int64_t number = 0;
    return parse_scalar(text, number) && enum_from_number(number, out);
  } else {
    static_assert(std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>,
                  "golive reads numbers, bool, char, enums and std::string from text");
    out = text;
    return true;
  }
}

}  // namespace golive::detail
