#pragma once
// Which types a panel can show, and what to write instead of the others.
#include <array>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

#include "golive/detail/component_survival.h"
#include "golive/detail/json_kind.h"
#include "golive/detail/name_fixed.h"
#include "golive/detail/name_type.h"
#include "golive/detail/reflect.h"

namespace golive::detail {

template <class T>
inline constexpr std::size_t char_array_size = 0;
template <std::size_t N>
inline constexpr std::size_t char_array_size<char[N]> = N;
template <std::size_t N>
inline constexpr std::size_t char_array_size<std::array<char, N>> = N;
template <class T>
concept CharArray = (char_array_size<T> > 0);

template <class T>
concept PlainScalar = (std::is_arithmetic_v<T> && !std::is_same_v<T, wchar_t> && !std::is_same_v<T, char8_t> &&
                       !std::is_same_v<T, char16_t> && !std::is_same_v<T, char32_t>) ||
                      std::is_enum_v<T> || CharArray<T> || (TextLike<T> && !std::is_pointer_v<T>);

template <class T>
constexpr bool is_panel_scalar() {
  if constexpr (OptionalLike<T>) return PlainScalar<typename T::value_type>;
  else return PlainScalar<T>;
}
template <class T>
concept PanelScalar = is_panel_scalar<T>();

// Views of text are shown; the text is the host's.
template <class T>
concept WritableScalar =
    (std::is_arithmetic_v<T> && !std::is_same_v<T, char>) || std::is_enum_v<T> || std::is_same_v<T, std::string> || CharArray<T>;

template <class T>
concept Indexed = requires(const T& value) {
  value[0];
  value.size();
  typename T::value_type;
};
template <class T>
concept PanelList = !PanelScalar<T> && ((std::is_array_v<T> && !CharArray<T>) || (Indexed<T> && !MapLike<T>));

template <class T>
struct ElementOfList {
  using type = typename T::value_type;
};
template <class T, std::size_t N>
struct ElementOfList<T[N]> {
  using type = T;
};
template <class T>
using ElementOf = typename ElementOfList<T>::type;

// Of an array; 0 for lists of any size.
template <class T>
constexpr std::size_t list_extent() {
  if constexpr (std::is_array_v<T>) return std::extent_v<T>;
  else if constexpr (ArrayLike<T>) return std::tuple_size<T>::value;
  else return 0;
}

template <class T>
constexpr bool is_showable_list() {
  if constexpr (PanelScalar<T>) return true;
  else if constexpr (PanelList<T>) return is_showable_list<ElementOf<T>>();
  else return false;
}
template <class T>
constexpr bool is_showable() {
  if constexpr (std::is_reference_v<T> || std::is_pointer_v<T>) return false;
  else if constexpr (is_showable_list<T>()) return true;
  else if constexpr (PanelList<T>) return Reflectable<ElementOf<T>>;  // a table
  else return Reflectable<T>;
}

constexpr std::string_view kNotShown =
    ", which a panel cannot show: use numbers, bool, enums, text, optionals of these, arrays, vectors, or structs of these; or leave the "
    "field out: static constexpr auto panel = panel_fields(field<&";

#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-var-template"
#endif
template <class C>
constexpr auto panel_field_types() {
  if constexpr (ListsFields<C>) return listed_types(C::state);
  else return decltype(bound_field_types<FieldCount<C>::kFields>(nowhere<C>.value)){};
}
#if defined(__clang__)
#pragma clang diagnostic pop
#endif
template <class C>
using PanelFieldTypes = decltype(panel_field_types<C>());

template <class... Fields>
constexpr bool are_named(FieldTypes<Fields...>) {
  return !has_unnamed_fields<Fields...>;
}

// Read the error in the brackets.
template <FixedString Error>
struct panel_error {
  static_assert(Error.empty(), "a field of this struct cannot be shown in a panel, see panel_error<...>");
};

// A compile error that names the field, if it cannot be shown.
template <class C, std::size_t I, class Field>
constexpr bool check_panel_field() {
  constexpr bool shown = is_showable<typename Field::type>();
  if constexpr (!shown) {
    constexpr std::string_view owner = plain_name(type_name<C>());
    constexpr std::string_view name = field_name<C, I>();
    constexpr std::string_view type = type_name<typename Field::type>();
    constexpr std::size_t size = joined_size(owner, "::", name, " is ", type, kNotShown, owner, "::", name, ">({.hidden = true}))");
    static_cast<void>(panel_error<join<size>(owner, "::", name, " is ", type, kNotShown, owner, "::", name, ">({.hidden = true}))")>{});
  }
  return shown;
}

}  // namespace golive::detail
