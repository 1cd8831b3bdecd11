#pragma once
// What may stand in a hole of a template, and how it becomes a value of the tree: text is repaired and filtered for its context here, so
// that a Value holds the final text; only the markup writer's HTML escaping comes later.
//
// Cost: integers and booleans are two stores; text is copied once into the arena.
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

#include "golive/attrs.h"
#include "golive/detail/api.h"
#include "golive/detail/binding_seal.h"
#include "golive/detail/context.h"
#include "golive/detail/enum_name.h"
#include "golive/detail/html_handle.h"
#include "golive/detail/text_writer.h"
#include "golive/detail/tree.h"

namespace golive {

// What on<&C::method>(...) returns: something that writes `name` or `name(json,args)`.
template <class B>
concept EventBinding = requires(const B& binding, detail::TextWriter& sink) {
  binding.write_to(sink);
};

namespace detail {

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
inline constexpr bool is_character =
    std::is_same_v<T, wchar_t> || std::is_same_v<T, char8_t> || std::is_same_v<T, char16_t> || std::is_same_v<T, char32_t>;

template <class T>
concept TextHole = std::is_convertible_v<const T&, std::string_view> && !std::is_same_v<T, std::nullptr_t>;
template <class T>
concept IntegerHole = std::integral<T> && !std::is_same_v<T, bool> && !std::is_same_v<T, char> && !is_character<T>;
template <class T>
concept NamedEnum = std::is_enum_v<T> && requires(T value) {
  { name_of(value) } -> std::convertible_to<std::string_view>;
};
// What has a spelling of its own: everything a text or an attribute takes.
template <class T>
concept SpelledHole =
    TextHole<T> || IntegerHole<T> || std::floating_point<T> || std::is_enum_v<T> || std::is_same_v<T, bool> || std::is_same_v<T, char>;

// Whether a hole in a text position is a node slot instead.
template <class T>
inline constexpr bool is_node_hole = std::is_same_v<T, Html>;
template <class T>
inline constexpr bool is_node_hole<std::optional<T>> = is_node_hole<T>;

// T without const, volatile and reference.
template <Context C, class T>
inline constexpr bool hole_accepts = C == Context::text                ? SpelledHole<T> || is_node_hole<T>
                                     : C == Context::event             ? EventBinding<T>
                                     : C == Context::attribute_set     ? std::is_same_v<T, Attrs>
                                     : C == Context::boolean_attribute ? std::is_same_v<T, bool>
                                                                       : SpelledHole<T>;
template <Context C, class T>
inline constexpr bool hole_accepts<C, std::optional<T>> = hole_accepts<C, T>;

// Text as it is, and as `context` needs it.
GOLIVE_API void set_text(Value& out, std::string_view text);
GOLIVE_API void set_filtered(Value& out, Context context, std::string_view text);
// Integers that JavaScript's numbers do not hold, NaN and Infinity.
GOLIVE_API void set_wide_integer(Value& out, std::int64_t value);
GOLIVE_API void set_wide_integer(Value& out, std::uint64_t value);
GOLIVE_API void set_number(Value& out, double value);
// The shortest decimal that reads back as `value` names it: 0.1f is 0.1, not 0.10000000149011612.
GOLIVE_API double widen(float value);

inline constexpr std::int64_t kMaxSafeInteger = (std::int64_t{1} << 53) - 1;

constexpr bool is_filtered(Context context) {
  return context != Context::text && context != Context::attribute && context != Context::attribute_part && context != Context::content;
}

// Text that outlives the tree and needs no repair: no copy.
inline void set_constant(Value& out, std::string_view text) noexcept {
  out.text = text.data();
  out.size = static_cast<std::uint32_t>(text.size());
  out.kind = ValueKind::text;
}

template <IntegerHole T>
inline void set_integer(Value& out, T value) {
  if constexpr (sizeof(T) >= 8) {
    if constexpr (std::is_signed_v<T>) {
      if (value > T{kMaxSafeInteger} || value < T{-kMaxSafeInteger}) [[unlikely]]
        return set_wide_integer(out, static_cast<std::int64_t>(value));
    } else {
      if (value > T{kMaxSafeInteger}) [[unlikely]]
        return set_wide_integer(out, static_cast<std::uint64_t>(value));
    }
  }
  out.integer = static_cast<std::int64_t>(value);
  out.size = 0;
  out.kind = ValueKind::integer;
}

// The text of a hole; char arrays end at their NUL or their end, a null pointer is empty.
template <TextHole T>
inline std::string_view text_of(const T& value) {
  if constexpr (std::is_array_v<T>) {
    const std::string_view whole(value, std::extent_v<T>);
    return whole.substr(0, whole.find('\0'));
  } else if constexpr (std::is_convertible_v<const T&, const char*>) {
    const char* text = value;
    return text == nullptr ? std::string_view() : std::string_view(text);
  } else {
    return value;
  }
}

template <class E>
inline std::string_view enum_text(E value) {
  if constexpr (NamedEnum<E>) return name_of(value);
  else return enum_name(value);
}

template <Context C>
inline void set_any_text(Value& out, std::string_view text) {
  if constexpr (is_filtered(C)) set_filtered(out, C, text);
  else set_text(out, text);
}

template <class B>
inline void set_event(Value& out, const B& binding) {
  TextWriter writer;
  binding.write_to(writer);
  writer.repair();
  if (render_state.seal != nullptr) [[unlikely]]
    render_state.seal->finish(writer);
  out = writer.finish();
}

template <Context C, class T>
inline void set_value(Value& out, const T& value) {
  static_assert(hole_accepts<C, T>, "a hole of this context does not take this type");
  if constexpr (is_optional<T>) {
    if (value) set_value<C>(out, *value);
    else out = Value();
  } else if constexpr (std::is_same_v<T, Html>) {
    out = value_of(value);
  } else if constexpr (C == Context::attribute_set) {
    out = value.value();
  } else if constexpr (C == Context::event) {
    set_event(out, value);
  } else if constexpr (std::is_same_v<T, bool>) {
    if constexpr (C == Context::boolean_attribute) out.boolean = value, out.size = 0, out.kind = ValueKind::boolean;
    else set_constant(out, value ? "true" : "false");
  } else if constexpr (std::is_same_v<T, char>) {
    set_any_text<C>(out, std::string_view(&value, 1));
  } else if constexpr (IntegerHole<T>) {
    set_integer(out, value);
  } else if constexpr (std::is_same_v<T, float>) {
    set_number(out, widen(value));
  } else if constexpr (std::floating_point<T>) {
    set_number(out, static_cast<double>(value));
  } else if constexpr (std::is_enum_v<T>) {
    using Number = std::conditional_t<std::is_signed_v<std::underlying_type_t<T>>, std::int64_t, std::uint64_t>;
    const std::string_view name = enum_text(value);
    if (name.empty()) set_integer(out, static_cast<Number>(value));
    else set_any_text<C>(out, name);
  } else {
    set_any_text<C>(out, text_of(value));
  }
}

// An attribute or content made of several parts: one text in the arena.
//
//   ValueJoiner joiner;                       // class="row {state}"
//   joiner.add_static("row ");
//   joiner.add<Context::attribute_part>(state);
//   values[2] = joiner.finish();
class ValueJoiner {
 public:
  void add_static(std::string_view text) {
    // A template that itself writes the scheme, or the start of a path, has decided what kind of URL this is.
    if (writer_.view().empty()) decided_ = text.find_first_of(":/?#") != std::string_view::npos;
    writer_.append(text);
  }

  template <Context C, class T>
  void add(const T& value) {
    static_assert(hole_accepts<C, T>, "a hole of this context does not take this type");
    if constexpr (is_optional<T>) {
      if (value) add<C>(*value);
    } else if constexpr (TextHole<T>) {
      add_text(C, text_of(value));
    } else if constexpr (std::is_same_v<T, char>) {
      add_text(C, std::string_view(&value, 1));
    } else {
      Value part;
      set_value<Context::attribute>(part, value);
      add_part(C, part);
    }
  }

  GOLIVE_API Value finish();

 private:
  GOLIVE_API void add_text(Context context, std::string_view text);
  GOLIVE_API void add_part(Context context, const Value& part);

  TextWriter writer_;
  bool decided_ = false;
  bool is_url_ = false;
};

inline Instance* new_instance(const TemplateInfo& info) {
  auto* instance = static_cast<Instance*>(render_state.arena->allocate(sizeof(Instance) + info.slot_count * sizeof(Value)));
  instance->info = &info;
  return instance;
}

}  // namespace detail
}  // namespace golive
