#pragma once
// Asks of each field of a component whether it can survive a restart, and says what to write instead where it cannot.
#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "golive/detail/json_kind.h"
#include "golive/detail/name_fixed.h"
#include "golive/detail/name_type.h"
#include "golive/detail/reflect.h"
#include "golive/state.h"

namespace golive::detail {

enum class Survival { survives, reference, pointer, c_array, bit_field, view, unknown };

template <class T>
concept PairLike = requires(T& value) {
  typename T::first_type;
  typename T::second_type;
  value.first;
  value.second;
};

template <class T>
constexpr Survival survival_of() {
  if constexpr (std::is_reference_v<T>) return Survival::reference;
  else if constexpr (std::is_pointer_v<T> || std::is_member_pointer_v<T>) return Survival::pointer;
  else if constexpr (std::is_array_v<T>) return Survival::c_array;
  else if constexpr (is_hidden<T> || std::is_arithmetic_v<T> || std::is_enum_v<T> || std::is_same_v<T, std::string>)
    return Survival::survives;
  else if constexpr (TextLike<T>) return Survival::view;
  else if constexpr (OptionalLike<T> || ArrayLike<T> || SequenceLike<T>) return survival_of<typename T::value_type>();
  else if constexpr (MapLike<T>)
    return survival_of<typename T::key_type>() == Survival::survives ? survival_of<typename T::mapped_type>()
                                                                     : survival_of<typename T::key_type>();
  else if constexpr (SetLike<T>) return survival_of<typename T::key_type>();
  else if constexpr (PairLike<T>)
    return survival_of<typename T::first_type>() == Survival::survives ? survival_of<typename T::second_type>()
                                                                       : survival_of<typename T::first_type>();
  else if constexpr (Reflectable<T>) return Survival::survives;  // its own fields are asked one by one
  else return Survival::unknown;
}

constexpr std::string_view what_it_is(Survival survival) {
  switch (survival) {
    case Survival::reference:
      return "a reference: write Service<T>, made by the factory";
    case Survival::pointer:
      return "a raw pointer: write Service<T>, made by the factory, or keep an id";
    case Survival::c_array:
      return "a C array: write std::array";
    case Survival::bit_field:
      return "a bit-field: write a whole number or bool";
    case Survival::view:
      return "a view of text it does not own: write std::string";
    default:
      return "something golive cannot save";
  }
}
inline constexpr std::string_view kWaysOut =
    "; or transient<T> for this field, static constexpr bool survives = false for the component, or static constexpr auto state = "
    "fields(&C::a) with what survives";

template <class... Parts>
constexpr std::size_t joined_size(const Parts&... parts) {
  return (std::string_view(parts).size() + ...);
}
template <std::size_t Size, class... Parts>
constexpr FixedString<Size> join(const Parts&... parts) {
  FixedString<Size> joined;
  std::size_t at = 0;
  const auto add = [&](std::string_view part) {
    for (const char c : part) joined.text[at++] = c;
  };
  (add(std::string_view(parts)), ...);
  return joined;
}

// Read the error in the brackets.
template <FixedString Error>
struct state_error {
  static_assert(Error.empty(), "a field of this component does not survive a restart, see state_error<...>");
};

template <class... Fields>
inline constexpr bool has_unnamed_fields = ((Fields::is_bit_field || std::is_reference_v<typename Fields::type>) || ...);

template <std::size_t Number>
struct Ordinal {
  static constexpr char kText[] = {static_cast<char>('0' + Number / 10), static_cast<char>('0' + Number % 10)};
  static constexpr std::string_view kView{Number < 10 ? kText + 1 : kText, Number < 10 ? 1 : 2};
};

// A struct with a reference or a bit-field has no constant addresses to read names from; there the place of the field must do.
template <class C, std::size_t I, bool Named>
constexpr std::string_view name_in_error() {
  if constexpr (Named) return field_name<C, I>();
  else return Ordinal<I + 1>::kView;
}

// True if T itself is what cannot be saved, false if T is a container of it.
template <class T>
constexpr bool is_itself() {
  if constexpr (std::is_reference_v<T> || std::is_pointer_v<T> || std::is_array_v<T> || TextLike<T>) return true;
  else return !(OptionalLike<T> || ArrayLike<T> || SequenceLike<T> || MapLike<T> || SetLike<T> || PairLike<T>);
}

template <class C>
constexpr void check_fields();

template <class T>
constexpr void check_inner_fields() {
  if constexpr (is_hidden<T> || std::is_arithmetic_v<T> || std::is_enum_v<T> || TextLike<T>) return;
  else if constexpr (OptionalLike<T> || ArrayLike<T> || SequenceLike<T>) check_inner_fields<typename T::value_type>();
  else if constexpr (MapLike<T>) check_inner_fields<typename T::mapped_type>();
  else if constexpr (SetLike<T>) check_inner_fields<typename T::key_type>();
  else if constexpr (PairLike<T>) check_inner_fields<typename T::first_type>(), check_inner_fields<typename T::second_type>();
  else check_fields<T>();
}

template <class C, std::size_t I, bool Named, class Field>
constexpr void check_field() {
  constexpr Survival survival = Field::is_bit_field ? Survival::bit_field : survival_of<typename Field::type>();
  if constexpr (survival != Survival::survives) {
    constexpr std::string_view owner = plain_name(type_name<C>());
    constexpr std::string_view between = Named ? "::" : ", field ";
    constexpr std::string_view name = name_in_error<C, I, Named>();
    constexpr std::string_view type = type_name<typename Field::type>();
    constexpr std::string_view verb = is_itself<typename Field::type>() ? ") is " : ") holds ";
    constexpr std::string_view what = what_it_is(survival);
    constexpr std::size_t size = joined_size(owner, between, name, " (", type, verb, what, kWaysOut);
    static_cast<void>(state_error<join<size>(owner, between, name, " (", type, verb, what, kWaysOut)>{});
  } else {
    check_inner_fields<typename Field::type>();
  }
}

template <class C, class... Fields>
constexpr void check_all_fields(FieldTypes<Fields...>) {
  [&]<std::size_t... I>(std::index_sequence<I...>) { (check_field<C, I, !has_unnamed_fields<Fields...>, Fields>(), ...); }
  (std::index_sequence_for<Fields...>{});
}

template <class Member>
struct PointedAt;
template <class Field, class Class>
struct PointedAt<Field Class::*> {
  using type = Field;
  using owner = Class;
};
template <class... Members>
constexpr auto listed_types(FieldList<Members...>) {
  return FieldTypes<FieldType<typename PointedAt<Members>::type, true>...>{};
}

template <class C>
constexpr void check_fields() {
  if constexpr (ListsFields<C>) check_all_fields<C>(listed_types(C::state));
  else if constexpr (Reflectable<C>) check_all_fields<C>(decltype(bound_field_types<FieldCount<C>::kFields>(nowhere<C>.value)){});
  else static_cast<void>(CheckReflection<C>{});
}

template <class C>
inline constexpr bool survives = true;
template <class C>
requires requires {
  typename std::bool_constant<(C::survives, true)>;
  requires !C::survives;
}
inline constexpr bool survives<C> = false;

// A compile error for the first field of C that cannot be saved, unless C says `static constexpr bool survives = false`.
template <class C>
constexpr void check_survival() {
  if constexpr (survives<C>) check_fields<C>();
}

}  // namespace golive::detail
