#pragma once
// Writes values as JSON into a sink: bound arguments of on<>, results of handlers, events for the page. Allocates nothing itself.
// A sink has append(std::string_view); std::string is one.
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include "golive/detail/api.h"
#include "golive/detail/enum_name.h"
#include "golive/detail/json_kind.h"
#include "golive/detail/reflect.h"

namespace golive::detail {

// Escapes the beginning of `text` into `buffer` and removes it from `text`; the bytes written. What is not UTF-8 becomes U+FFFD.
// Call until `text` is empty. `size` is at least 16.
GOLIVE_API std::size_t escape_json(std::string_view& text, char* buffer, std::size_t size) noexcept;

template <class Sink>
void write_json_text(Sink& sink, std::string_view text) {
  char buffer[256];
  sink.append(std::string_view("\""));
  while (!text.empty()) sink.append(std::string_view(buffer, escape_json(text, buffer, sizeof buffer)));
  sink.append(std::string_view("\""));
}

// Integers exactly; doubles in the shortest form that reads back as the same value; NaN and infinities, which JSON has not, as null.
template <class Sink, class T>
void write_json_number(Sink& sink, T value) {
  if constexpr (std::is_floating_point_v<T>) {
    if (!__builtin_isfinite(value)) return static_cast<void>(sink.append(std::string_view("null")));
  }
  char buffer[40];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  sink.append(std::string_view(buffer, static_cast<std::size_t>(end - buffer)));
}

// An enum by its name; without one, by its number.
template <class Sink, class T>
void write_json_enum(Sink& sink, T value) {
  const std::string_view name = enum_name(value);
  if (!name.empty()) return write_json_text(sink, name);
  write_json_number(sink, static_cast<long long>(value));
}

template <class Sink, class T>
void write_json(Sink& sink, const T& value);

template <class Sink, class T>
void write_json_elements(Sink& sink, const T& values) {
  sink.append(std::string_view("["));
  bool first = true;
  for (const auto& value : values) {
    if (!first) sink.append(std::string_view(","));
    first = false;
    write_json(sink, static_cast<const typename T::value_type&>(value));
  }
  sink.append(std::string_view("]"));
}

template <class Sink>
void write_json_key(Sink& sink, std::string_view name, bool& first) {
  if (!first) sink.append(std::string_view(","));
  first = false;
  write_json_text(sink, name);
  sink.append(std::string_view(":"));
}

template <class Sink, class T>
void write_json_object(Sink& sink, const T& object) {
  sink.append(std::string_view("{"));
  bool first = true;
  if constexpr (MapLike<T>) {
    for (const auto& [name, value] : object) {
      write_json_key(sink, name, first);
      write_json(sink, value);
    }
  } else {
    for_each_field(object, [&](std::string_view name, const auto& value) {
      if constexpr (!is_hidden<std::remove_cvref_t<decltype(value)>>) {
        write_json_key(sink, name, first);
        write_json(sink, value);
      }
    });
  }
  sink.append(std::string_view("}"));
}

template <class Sink, class T>
void write_json(Sink& sink, const T& value) {
  static_assert(
      is_encodable<T>(),
      "golive cannot write this type as JSON: use numbers, bool, text, enums, optional, vector, array, map or aggregates of these");
  if constexpr (std::is_same_v<T, bool>) sink.append(value ? std::string_view("true") : std::string_view("false"));
  else if constexpr (std::is_same_v<T, char>) write_json_text(sink, std::string_view(&value, 1));
  else if constexpr (NumberLike<T>) write_json_number(sink, value);
  else if constexpr (std::is_enum_v<T>) write_json_enum(sink, value);
  else if constexpr (TextLike<T>) write_json_text(sink, value);
  else if constexpr (OptionalLike<T>)
    value.has_value() ? write_json(sink, *value) : static_cast<void>(sink.append(std::string_view("null")));
  else if constexpr (ArrayLike<T> || SequenceLike<T> || SetLike<T>) write_json_elements(sink, value);
  else write_json_object(sink, value);
}

}  // namespace golive::detail
