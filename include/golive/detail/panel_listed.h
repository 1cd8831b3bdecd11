#pragma once
// What a struct says of its fields for panels.
#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>

#include "golive/detail/component_survival.h"
#include "golive/detail/name_type.h"
#include "golive/detail/reflect.h"
#include "golive/panel_fields.h"

namespace golive::detail {

template <class T>
inline constexpr bool is_listed_fields = false;
template <class... Fields>
inline constexpr bool is_listed_fields<ListedFields<Fields...>> = true;

template <class T>
concept ListsPanel = requires {
  requires is_listed_fields<std::remove_cv_t<decltype(T::panel)>>;
};

template <class C>
constexpr auto listed_of() {
  if constexpr (ListsPanel<C>) return C::panel;
  else if constexpr (ListsPanel<panel_traits<C>>) return panel_traits<C>::panel;
  else return ListedFields<>{};
}

template <class C, class Class>
inline constexpr bool is_part_of = std::is_same_v<C, Class> || std::is_base_of_v<Class, C>;

template <class C, auto Member>
constexpr void check_listed(const ListedField<Member>&) {
  using Class = typename PointedAt<std::remove_cv_t<decltype(Member)>>::owner;
  static_assert(is_part_of<C, Class>, "the panel_fields of a struct list a field of another struct");
}

template <std::size_t I, class C, auto Member>
constexpr void look_up(const ListedField<Member>& listed, FieldOptions& options) {
  if (member_name<Member>() == field_name<C, I>()) options = listed.options;
}

// Those of field I; the defaults if it is not listed.
template <class C, std::size_t I>
constexpr FieldOptions listed_options() {
  FieldOptions options;
  constexpr auto listed = listed_of<C>();
  std::apply(
      [&](const auto&... entry) {
        (check_listed<C>(entry), ...);
        (look_up<I, C>(entry, options), ...);
      },
      listed.fields);
  return options;
}

}  // namespace golive::detail
