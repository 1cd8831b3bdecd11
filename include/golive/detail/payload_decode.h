#pragma once
// JSON to C++ values, by the rules in golive/payload.h. A failure fills a DecodeError; what was decoded so far is thrown away by the
// caller.
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "golive/detail/json_kind.h"
#include "golive/detail/json_value.h"
#include "golive/detail/payload_scalar.h"
#include "golive/detail/reflect.h"
#include "golive/payload.h"

namespace golive::detail {

// These return false, for `return fail(...)`.
GOLIVE_API bool fail(DecodeError& error, std::string_view expected, JsonValue got);
GOLIVE_API bool fail_range(DecodeError& error, std::string lowest, std::string highest, JsonValue got);
// `names`: all enumerators by place, empty ones left out of the message.
GOLIVE_API bool fail_enum(DecodeError& error, const std::string_view* names, std::size_t count, JsonValue got);
// The error is inside the member `name`, or the element `index`: "age" -> "user[age]".
GOLIVE_API bool fail_inside(DecodeError& error, std::string_view name);
GOLIVE_API bool fail_inside(DecodeError& error, std::size_t index);

template <class T>
bool decode(JsonValue value, T& out, DecodeError& error);

// A double that is a whole number T can hold.
template <class T>
bool whole_number(double number, T& out) noexcept {
  // 2^digits is exact as a double where the maximum itself may not be.
  constexpr double limit = 2.0 * static_cast<double>(std::uint64_t{1} << (std::numeric_limits<T>::digits - 1));
  if (!(number >= static_cast<double>(std::numeric_limits<T>::min()) && number < limit) || __builtin_trunc(number) != number) return false;
  out = static_cast<T>(number);
  return true;
}

template <class T, class Integer>
bool number_from_integer(Integer number, T& out) noexcept {
  if constexpr (std::is_floating_point_v<T>) {
    out = static_cast<T>(number);
    return true;
  } else {
    if (!std::in_range<T>(number)) return false;
    out = static_cast<T>(number);
    return true;
  }
}

template <class T>
bool number_from_double(double number, T& out) noexcept {
  if constexpr (std::is_floating_point_v<T>) {
    constexpr double limit = static_cast<double>(std::numeric_limits<T>::max());
    if (!(number >= -limit && number <= limit)) return false;
    out = static_cast<T>(number);
    return true;
  } else {
    return whole_number(number, out);
  }
}

// What a number field may hold: a valid floating-point number of the HTML Standard (2.3.4.3), "1e3" and "2.0" among them.
struct WholeText {
  bool negative;
  std::uint64_t magnitude;
};
// Nothing: it is none, not whole, or too big.
GOLIVE_API std::optional<WholeText> read_whole(std::string_view text) noexcept;

template <class T>
bool number_from_text(std::string_view text, T& out) {
  if (parse_scalar(text, out)) return true;
  if constexpr (std::is_floating_point_v<T>) {
    return false;
  } else {
    const std::optional<WholeText> whole = read_whole(text);
    if (!whole) return false;
    if (!whole->negative) return number_from_integer(whole->magnitude, out);
    // In two's complement, where the smallest has no counterpart.
    constexpr std::uint64_t smallest = std::uint64_t{1} << 63U;
    return whole->magnitude <= smallest && number_from_integer(static_cast<std::int64_t>(~whole->magnitude + 1), out);
  }
}

template <class T>
bool decode_number(JsonValue value, T& out, DecodeError& error) {
  bool fits = false;
  switch (value.kind()) {
    case JsonKind::integer:
      fits = number_from_integer(value.integer(), out);
      break;
    case JsonKind::unsigned_integer:
      fits = number_from_integer(value.unsigned_integer(), out);
      break;
    case JsonKind::number:
      fits = number_from_double(value.number(), out);
      break;
    case JsonKind::string:
      fits = number_from_text(value.string(), out);
      break;
    default:
      break;
  }
  if (fits) return true;
  if constexpr (std::is_floating_point_v<T>) return fail(error, "a number", value);
  else return fail_range(error, std::to_string(std::numeric_limits<T>::min()), std::to_string(std::numeric_limits<T>::max()), value);
}

template <class T>
bool decode_enum(JsonValue value, T& out, DecodeError& error) {
  bool fits = false;
  switch (value.kind()) {
    case JsonKind::integer:
      fits = enum_from_number(value.integer(), out);
      break;
    case JsonKind::string:
      fits = parse_scalar(value.string(), out);
      break;
    default:
      break;
  }
  return fits || fail_enum(error, EnumNames<T>::kNames.data(), EnumNames<T>::kNames.size(), value);
}

inline bool decode_bool(JsonValue value, bool& out, DecodeError& error) {
  if (value.kind() == JsonKind::boolean) {
    out = value.boolean();
    return true;
  }
  return (value.kind() == JsonKind::string && parse_scalar(value.string(), out)) || fail(error, "true or false", value);
}

// What an empty control or an unticked box sends.
template <class T>
bool means_nothing(JsonValue value) {
  switch (value.kind()) {
    case JsonKind::absent:
    case JsonKind::null:
      return true;
    case JsonKind::string:
      return value.string().empty();
    case JsonKind::boolean:
      return !std::is_same_v<T, bool> && !value.boolean();
    default:
      return false;
  }
}

template <class T>
bool decode_optional(JsonValue value, T& out, DecodeError& error) {
  out.reset();
  if (means_nothing<typename T::value_type>(value)) return true;
  typename T::value_type element{};
  if (!decode(value, element, error)) return false;
  out.emplace(std::move(element));
  return true;
}

// Calls add(element) for each element of an array, or for the value itself if it is a single one.
template <class Element, class Add>
bool decode_elements(JsonValue value, DecodeError& error, Add&& add) {
  if (value.is_absent() || value.is_null()) return true;
  if (value.kind() != JsonKind::array) {
    Element element{};
    if (!decode(value, element, error)) return false;
    add(std::move(element));
    return true;
  }
  for (std::size_t i = 0; i < value.size(); ++i) {
    Element element{};
    if (!decode(value.element(i), element, error)) return fail_inside(error, i);
    add(std::move(element));
  }
  return true;
}

template <class T>
bool decode_array(JsonValue value, T& out, DecodeError& error) {
  if (value.kind() != JsonKind::array || value.size() != out.size()) return fail(error, "an array of " + std::to_string(out.size()), value);
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (!decode(value.element(i), out[i], error)) return fail_inside(error, i);
  }
  return true;
}

template <class T>
bool decode_map(JsonValue value, T& out, DecodeError& error) {
  out.clear();
  if (value.is_absent() || value.is_null()) return true;
  if (value.kind() != JsonKind::object) return fail(error, "an object", value);
  for (std::size_t i = 0; i < value.size(); ++i) {
    const auto [name, element] = value.member(i);
    typename T::mapped_type mapped{};
    if (!decode(element, mapped, error)) return fail_inside(error, name);
    out.insert_or_assign(typename T::key_type(name), std::move(mapped));
  }
  return true;
}

template <class T>
inline constexpr bool may_be_absent = std::is_same_v<T, bool> || OptionalLike<T> || SequenceLike<T> || SetLike<T> || MapLike<T>;

// The fields of `out` from the members of `object` called prefix[field], or just field where there is no prefix.
template <class T>
bool decode_fields(JsonValue object, std::string_view prefix, T& out, DecodeError& error);

template <class T>
bool decode_field(JsonValue object, std::string_view prefix, std::string_view name, T& out, DecodeError& error) {
  std::string joined;
  std::string_view key = name;
  if (!prefix.empty()) key = joined.append(prefix).append("[").append(name).append("]");
  JsonValue value = object.find(key);
  if constexpr (SequenceLike<T> || SetLike<T>) {
    if (value.is_absent()) value = object.find(std::string(key) + "[]");
  }
  if (!value.is_absent()) return decode(value, out, error) || fail_inside(error, name);
  if constexpr (may_be_absent<T>) return true;
  else if constexpr (AggregateLike<T>) return decode_fields(object, key, out, error) || fail_inside(error, name);
  else return fail(error, "a value", value) || fail_inside(error, name);
}

template <class T>
bool decode_fields(JsonValue object, std::string_view prefix, T& out, DecodeError& error) {
  bool fits = true;
  for_each_field(out, [&](std::string_view name, auto& field) {
    using Field = std::remove_cvref_t<decltype(field)>;
    if constexpr (!is_hidden<Field>) {
      static_assert(
          is_decodable<Field>(),
          "golive cannot read a field of this struct from JSON: use numbers, bool, enums, std::string, optional, vector, array, map "
          "or aggregates of these; transient<T> fields are left out");
      fits = fits && decode_field(object, prefix, name, field, error);
    }
  });
  return fits;
}

template <class T>
bool decode(JsonValue value, T& out, DecodeError& error) {
  static_assert(
      is_decodable<T>(),
      "golive cannot read this type from JSON: use numbers, bool, enums, std::string, optional, vector, array, map or aggregates of these");
  if constexpr (std::is_same_v<T, bool>) {
    return decode_bool(value, out, error);
  } else if constexpr (NumberLike<T>) {
    return decode_number(value, out, error);
  } else if constexpr (std::is_enum_v<T>) {
    return decode_enum(value, out, error);
  } else if constexpr (std::is_same_v<T, char>) {
    return (value.kind() == JsonKind::string && parse_scalar(value.string(), out)) || fail(error, "one character", value);
  } else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>) {
    if (value.kind() != JsonKind::string) return fail(error, "text", value);
    out = value.string();
    return true;
  } else if constexpr (OptionalLike<T>) {
    return decode_optional(value, out, error);
  } else if constexpr (ArrayLike<T>) {
    return decode_array(value, out, error);
  } else if constexpr (SequenceLike<T>) {
    out.clear();
    return decode_elements<typename T::value_type>(value, error,
                                                   [&](auto&& element) { out.push_back(std::forward<decltype(element)>(element)); });
  } else if constexpr (SetLike<T>) {
    out.clear();
    return decode_elements<typename T::key_type>(value, error,
                                                 [&](auto&& element) { out.insert(std::forward<decltype(element)>(element)); });
  } else if constexpr (MapLike<T>) {
    return decode_map(value, out, error);
  } else {
    return value.kind() == JsonKind::object ? decode_fields(value, {}, out, error) : fail(error, "an object", value);
  }
}

}  // namespace golive::detail

namespace golive {

template <class T>
std::optional<T> Payload::get(std::string_view name) const {
  const detail::JsonValue value = root().find(name);
  T out{};
  DecodeError error;
  if (value.is_absent() || !detail::decode(value, out, error)) return std::nullopt;
  return out;
}

template <class T>
Decoded<T> Payload::as() const {
  T out{};
  DecodeError error;
  if (!detail::decode(root(), out, error)) return Decoded<T>(std::move(error));
  return Decoded<T>(std::move(out));
}

}  // namespace golive
