#pragma once
// Which kinds of C++ values golive writes as JSON, reads from it and keeps in snapshots. By shape, so that no container header is needed.
#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace golive {
template <class T>
class transient;
template <class T>
class server_only;
template <class T>
class Service;

namespace detail {

// Fields of these types never meet a browser: skipped when writing and reading.
template <class T>
inline constexpr bool is_hidden = false;
template <class T>
inline constexpr bool is_hidden<transient<T>> = true;
template <class T>
inline constexpr bool is_hidden<server_only<T>> = true;
template <class T>
inline constexpr bool is_hidden<Service<T>> = true;

template <class T>
concept NumberLike =
    std::is_arithmetic_v<T> && !std::is_same_v<T, bool> && !std::is_same_v<T, char> && !std::is_same_v<T, wchar_t> &&
    !std::is_same_v<T, char8_t> && !std::is_same_v<T, char16_t> && !std::is_same_v<T, char32_t> && !std::is_same_v<T, long double>;

template <class T>
concept TextLike = std::is_convertible_v<const T&, std::string_view> && !std::is_null_pointer_v<T>;

template <class T>
concept OptionalLike = requires(T& value) {
  typename T::value_type;
  { value.has_value() } -> std::same_as<bool>;
  *value;
  value.reset();
  value.emplace();
};

template <class T>
concept ArrayLike = !TextLike<T> && requires(T & value) {
  typename T::value_type;
  std::tuple_size<T>::value;
  value.data();
};

template <class T>
concept SequenceLike = !TextLike<T> && requires(T & value, typename T::value_type element) {
  value.push_back(std::move(element));
  value.begin();
  value.end();
  value.clear();
};

template <class T>
concept MapLike = requires(T& value, typename T::key_type key, typename T::mapped_type mapped) {
  value.insert_or_assign(std::move(key), std::move(mapped));
  value.begin();
  value.end();
};

template <class T>
concept SetLike = !MapLike<T> && requires(T & value, typename T::key_type key) {
  value.insert(std::move(key));
  value.begin();
  value.end();
};

template <class T>
concept AggregateLike = std::is_class_v<T> && std::is_aggregate_v<T> && !ArrayLike<T> && !TextLike<T> && !is_hidden<T>;

// True if values of T can be read from JSON, as handler parameters and form fields are.
template <class T>
constexpr bool is_decodable() {
  if constexpr (std::is_const_v<T> || std::is_reference_v<T> || std::is_pointer_v<T>) return false;
  else if constexpr (NumberLike<T> || std::is_enum_v<T>) return true;
  else if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, char>) return true;
  else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>) return true;
  else if constexpr (OptionalLike<T> || ArrayLike<T> || SequenceLike<T>) return is_decodable<typename T::value_type>();
  else if constexpr (MapLike<T>) return std::is_same_v<typename T::key_type, std::string> && is_decodable<typename T::mapped_type>();
  else if constexpr (SetLike<T>) return is_decodable<typename T::key_type>();
  else return AggregateLike<T> && std::is_default_constructible_v<T>;
}

// True if values of T can be written as JSON: replies, events for the page, bound arguments.
template <class T>
constexpr bool is_encodable() {
  if constexpr (NumberLike<T> || std::is_enum_v<T> || std::is_same_v<T, bool> || std::is_same_v<T, char>) return true;
  else if constexpr (TextLike<T>) return true;
  else if constexpr (std::is_pointer_v<T> || std::is_reference_v<T>) return false;
  else if constexpr (OptionalLike<T> || ArrayLike<T> || SequenceLike<T>) return is_encodable<typename T::value_type>();
  else if constexpr (MapLike<T>) return TextLike<typename T::key_type> && is_encodable<typename T::mapped_type>();
  else if constexpr (SetLike<T>) return is_encodable<typename T::key_type>();
  else return AggregateLike<T>;
}

}  // namespace detail
}  // namespace golive
