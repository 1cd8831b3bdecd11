#pragma once
// The table of a C++ type that a panel shows.
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "golive/detail/enum_name.h"
#include "golive/detail/hole.h"
#include "golive/detail/json_kind.h"
#include "golive/detail/panel_check.h"
#include "golive/detail/panel_listed.h"
#include "golive/detail/panel_value.h"
#include "golive/detail/reflect.h"

namespace golive::detail {

// "follow_line" -> "Follow line"; also for the names of fields.
GOLIVE_API std::string words_of_name(std::string_view name);

template <class T>
const PanelType* panel_type();

inline PanelValue fraction_value(double value) {
  PanelValue out;
  out.kind = PanelValue::Kind::fraction;
  out.fraction = value;
  return out;
}

template <class T>
PanelValue text_value(const T& value) {
  PanelValue out;
  out.kind = PanelValue::Kind::text;
  if constexpr (CharArray<T>) {
    const std::string_view whole(std::data(value), std::size(value));
    out.text = whole.substr(0, whole.find('\0'));
  } else {
    out.text = text_of(value);
  }
  return out;
}

template <class T>
PanelValue scalar_value(const T& value) {
  PanelValue out;
  if constexpr (OptionalLike<T>) {
    if (value.has_value()) out = scalar_value(*value);
  } else if constexpr (std::is_same_v<T, bool>) {
    out.kind = PanelValue::Kind::boolean;
    out.boolean = value;
  } else if constexpr (std::is_same_v<T, char>) {
    out.kind = PanelValue::Kind::text;
    out.text = {&value, 1};
  } else if constexpr (std::is_enum_v<T>) {
    out.kind = PanelValue::Kind::choice;
    out.whole = static_cast<std::int64_t>(value);
    out.text = enum_text(value);
  } else if constexpr (std::is_same_v<T, float>) {
    out = fraction_value(widen(value));
  } else if constexpr (std::is_floating_point_v<T>) {
    out = fraction_value(static_cast<double>(value));
  } else if constexpr (std::is_integral_v<T> && std::is_signed_v<T>) {
    out.kind = PanelValue::Kind::whole;
    out.whole = value;
  } else if constexpr (std::is_integral_v<T>) {
    out.kind = PanelValue::Kind::natural;
    out.natural = value;
  } else {
    out = text_value(value);
  }
  return out;
}

template <class T>
void write_text(T& out, std::string_view text) {
  if constexpr (std::is_same_v<T, std::string>) {
    out = text;
  } else {
    for (std::size_t i = 0; i < std::size(out); ++i) out[i] = i < text.size() ? text[i] : '\0';
  }
}

template <class T>
void write_scalar(void* at, const PanelInput& input) {
  T& out = *static_cast<T*>(at);
  if constexpr (std::is_same_v<T, bool>) out = input.boolean;
  else if constexpr (std::is_enum_v<T>) out = static_cast<T>(input.whole);
  else if constexpr (std::is_floating_point_v<T>) out = static_cast<T>(input.fraction);
  else if constexpr (std::is_integral_v<T> && std::is_signed_v<T>) out = static_cast<T>(input.whole);
  else if constexpr (std::is_integral_v<T>) out = static_cast<T>(input.natural);
  else write_text(out, input.text);
}

template <class E>
std::vector<PanelChoice> enum_choices() {
  std::vector<PanelChoice> choices;
  for (int i = 0; i < EnumNames<E>::kCount; ++i) {
    const std::string_view name = EnumNames<E>::kNames[static_cast<std::size_t>(i)];
    if (name.empty()) continue;
    const auto value = static_cast<E>(EnumNames<E>::kFirst + i);
    choices.push_back({EnumNames<E>::kFirst + i, NamedEnum<E> ? std::string(enum_text(value)) : words_of_name(name)});
  }
  return choices;
}

template <class T>
constexpr PanelKind scalar_kind() {
  if constexpr (OptionalLike<T>) return scalar_kind<typename T::value_type>();
  else if constexpr (std::is_same_v<T, bool>) return PanelKind::boolean;
  else if constexpr (std::is_enum_v<T>) return PanelKind::choice;
  else if constexpr (std::is_floating_point_v<T>) return PanelKind::fraction;
  else if constexpr (std::is_integral_v<T> && !std::is_same_v<T, char>) return std::is_signed_v<T> ? PanelKind::whole : PanelKind::natural;
  else return PanelKind::text;
}

template <class T>
constexpr PanelType scalar_type() {
  PanelType type{.kind = scalar_kind<T>(), .read = [](const void* at) { return scalar_value(*static_cast<const T*>(at)); }};
  if constexpr (WritableScalar<T>) type.write = &write_scalar<T>;
  if constexpr (std::is_enum_v<T>) type.choices = &enum_choices<T>;
  else if constexpr (std::is_floating_point_v<T>)
    type.fraction_limit = sizeof(T) <= 8 ? static_cast<double>(std::numeric_limits<T>::max()) : std::numeric_limits<double>::max();
  else if constexpr (std::is_integral_v<T> && std::is_signed_v<T>)
    type.whole_least = std::numeric_limits<T>::min(), type.whole_most = std::numeric_limits<T>::max();
  else if constexpr (std::is_integral_v<T>) type.natural_most = std::numeric_limits<T>::max();
  else if constexpr (std::is_same_v<T, std::string>) type.text_most = 16 * 1024;
  else if constexpr (CharArray<T>) type.text_most = char_array_size<T>;
  return type;
}

template <class T>
constexpr PanelType list_type() {
  using Item = ElementOf<T>;
  PanelType type{.kind = PanelKind::list, .extent = list_extent<T>(), .element = &panel_type<Item>, .size = [](const void* at) {
                   return std::size(*static_cast<const T*>(at));
                 }};
  if constexpr (PanelScalar<Item>) {
    type.read_at = [](const void* list, std::size_t index) {
      const auto& element = (*static_cast<const T*>(list))[index];
      return scalar_value<Item>(element);
    };
  } else {
    type.at = [](const void* list, std::size_t index) -> const void* { return std::addressof((*static_cast<const T*>(list))[index]); };
  }
  return type;
}

// Field I of an object, as the reflection counts them.
template <class C, std::size_t I>
const void* field_of(const void* owner) {
  const C& object = *static_cast<const C*>(owner);
  const void* found = nullptr;
  std::size_t at = 0;
  for_each_field(object, [&](std::string_view, const auto& value) {
    if (at++ == I) found = std::addressof(value);
  });
  return found;
}

template <class C, std::size_t I, class Field>
constexpr PanelMember panel_member() {
  constexpr FieldOptions options = listed_options<C, I>();
  PanelMember member{.name = field_name<C, I>(), .options = options};
  if constexpr (!options.hidden) {
    if constexpr (check_panel_field<C, I, Field>()) {
      member.type = panel_type<typename Field::type>();
      member.of = &field_of<C, I>;
    }
  }
  return member;
}

template <class C, class... Fields>
std::span<const PanelMember> panel_members(FieldTypes<Fields...>) {
  return []<std::size_t... I>(std::index_sequence<I...>) {
    static const PanelMember members[] = {panel_member<C, I, Fields>()...};
    return std::span<const PanelMember>(members);
  }
  (std::index_sequence_for<Fields...>{});
}

template <class C>
std::span<const PanelMember> members_of() {
  constexpr bool named = are_named(PanelFieldTypes<C>{});
  static_assert(named,
                "golive cannot read the names of a struct that has a reference or a bit-field: list the members that a panel shows: static "
                "constexpr auto state = fields(&C::a, &C::b)");
  if constexpr (!named || field_count<C> == 0) return {};
  else return panel_members<C>(PanelFieldTypes<C>{});
}

template <class T>
const PanelType* panel_type() {
  if constexpr (PanelScalar<T>) {
    static constexpr PanelType kType = scalar_type<T>();
    return &kType;
  } else if constexpr (PanelList<T>) {
    static constexpr PanelType kType = list_type<T>();
    return &kType;
  } else {
    static constexpr PanelType kType{.kind = PanelKind::group, .members = &members_of<T>};
    return &kType;
  }
}

}  // namespace golive::detail
