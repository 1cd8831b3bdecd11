#pragma once
// Names and values of a struct's fields, without macros in user code.
//
//   struct Point { int x = 1; int y = 2; };
//   for_each_field(point, [](std::string_view name, auto& value) { ... });   // "x", 1; "y", 2
//   field_count<Point>; field_name<Point, 0>();                            // 2, "x"
//
// Works for aggregates of up to 64 fields: member functions, defaults, empty bases, C arrays, references and local types included; and for
// classes that list their members in `static constexpr auto state = fields(&C::a, ...)`. Cost: at compile time only.
#include <cstddef>
#include <memory>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "golive/detail/name_type.h"
#include "golive/detail/reflect_bind.h"
#include "golive/detail/reflect_count.h"
#include "golive/state.h"

namespace golive::detail {

template <class T>
inline constexpr bool is_field_list = false;
template <class... Members>
inline constexpr bool is_field_list<FieldList<Members...>> = true;

// C has `static constexpr auto state = fields(...)`; a field that happens to be called state does not count.
template <class C>
concept ListsFields = requires {
  requires is_field_list<std::remove_cv_t<decltype(C::state)>>;
};

// Why the fields of T cannot be seen.
enum class Reflection { possible, not_aggregate, not_countable, base_with_fields, too_many };

template <class T>
constexpr Reflection reflection_of() {
  if constexpr (ListsFields<T>) return Reflection::possible;
  else if constexpr (!std::is_class_v<T> || !std::is_aggregate_v<T>) return Reflection::not_aggregate;
  else if constexpr (!FieldCount<T>::kCountable) return Reflection::not_countable;
  else if constexpr (!FieldCount<T>::kBasesAreEmpty) return Reflection::base_with_fields;
  else if constexpr (FieldCount<T>::kFields > 64) return Reflection::too_many;
  else return Reflection::possible;
}

template <class T>
concept Reflectable = reflection_of<T>()
== Reflection::possible;

template <class T>
struct CheckReflection {
  static constexpr Reflection kResult = reflection_of<T>();
  static_assert(kResult != Reflection::not_aggregate,
                "golive cannot see the fields of this class: it has private members, a constructor or virtual functions; make it a plain "
                "struct, or list its members, after them: static constexpr auto state = fields(&C::a, &C::b), or static constexpr bool "
                "survives = false");
  static_assert(kResult != Reflection::not_countable,
                "golive cannot count the fields of this struct: list them, after them: static constexpr auto state = fields(&C::a, &C::b)");
  static_assert(kResult != Reflection::base_with_fields,
                "golive cannot see fields that a struct inherits: list them: static constexpr auto state = fields(&C::a, &C::inherited)");
  static_assert(kResult != Reflection::too_many, "golive sees at most 64 fields of a struct: group some into a struct of their own");
};

template <class T>
constexpr std::size_t count_fields() {
  if constexpr (ListsFields<T>) {
    return std::tuple_size_v<std::remove_cvref_t<decltype(T::state.members)>>;
  } else {
    static_cast<void>(CheckReflection<T>{});
    return Reflectable<T> ? FieldCount<T>::kFields : 0;
  }
}

template <class T>
inline constexpr std::size_t field_count = count_fields<T>();

// An object that does not exist: only addresses inside it are taken, to learn the names of its fields.
template <class T>
struct NowhereHolder {
  T value;
};
#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-var-template"
#pragma clang diagnostic ignored "-Wundefined-internal"
#endif
template <class T>
extern NowhereHolder<T> nowhere;

template <class T>
struct AddressOf {
  T* address;
};
template <class T>
AddressOf(T*) -> AddressOf<T>;

template <AddressOf GoliveField>
constexpr std::string_view spelled_address() {
  return __PRETTY_FUNCTION__;
}

// The identifier before the brackets that close "...{(& nowhere<C>.NowhereHolder<C>::value.C::count)}" or "{&nowhere.value.count}".
constexpr std::string_view last_identifier(std::string_view text, char closing) {
  std::size_t end = text.rfind(closing);
  while (end > 0 && !is_identifier_char(text[end - 1])) --end;
  std::size_t begin = end;
  while (begin > 0 && is_identifier_char(text[begin - 1])) --begin;
  return text.substr(begin, end - begin);
}

template <class T, std::size_t I>
constexpr auto address_of_field() {
  return bind_fields<FieldCount<T>::kFields>(nowhere<T>.value,
                                             [](auto&... field) { return AddressOf{std::get<I>(std::tuple{std::addressof(field)...})}; });
}

template <class T, std::size_t I>
constexpr std::string_view field_name() {
  if constexpr (ListsFields<T>) return member_name<std::get<I>(T::state.members)>();
  else return last_identifier(after_parameter(spelled_address<address_of_field<T, I>()>(), "GoliveField = "), '}');
}
#if defined(__clang__)
#pragma clang diagnostic pop
#endif

// Calls visit(std::string_view name, field&) for each field in order.
template <class T, class Visit>
constexpr void for_each_field(T& object, Visit&& visit) {
  using C = std::remove_const_t<T>;
  if constexpr (ListsFields<C>) {
    [&]<std::size_t... I>(std::index_sequence<I...>) { (visit(field_name<C, I>(), object.*std::get<I>(C::state.members)), ...); }
    (std::make_index_sequence<field_count<C>>{});
  } else if constexpr (field_count<C> > 0) {
    bind_fields<field_count<C>>(object, [&](auto&... field) {
      [&]<std::size_t... I>(std::index_sequence<I...>) { (visit(field_name<C, I>(), field), ...); }
      (std::make_index_sequence<field_count<C>>{});
    });
  }
}

}  // namespace golive::detail
