#pragma once
// Attrs::set: which hole an attribute is depends on its name, known only at run time.
#include <string_view>

#include "golive/attrs.h"
#include "golive/detail/api.h"
#include "golive/detail/hole.h"

namespace golive {
namespace detail {

// Lower-cases and checks `name`; the result is in the arena. Throws Error GL0105 or GL0106.
GOLIVE_API std::string_view checked_attribute_name(std::string_view name);
GOLIVE_API Context attribute_context(std::string_view lower_name) noexcept;
[[noreturn]] GOLIVE_API void throw_attribute_type(std::string_view name, Context context);
// `value` made safe for `context`; only text changes.
GOLIVE_API Value filtered(const Value& value, Context context);

template <class T>
Value attribute_value(std::string_view name, Context context, const T& value) {
  Value result;
  if constexpr (is_optional<T>) {
    return value ? attribute_value(name, context, *value) : result;
  } else if constexpr (EventBinding<T>) {
    if (context != Context::event) throw_attribute_type(name, context);
    set_event(result, value);
  } else {
    static_assert(SpelledHole<T>, "an attribute takes text, numbers, bool, enums, optionals of these, or on<&C::method>(...)");
    if (context == Context::event) throw_attribute_type(name, context);
    if constexpr (std::is_same_v<T, bool>) {
      if (context == Context::boolean_attribute) {
        set_value<Context::boolean_attribute>(result, value);
        return result;
      }
    }
    if (context == Context::boolean_attribute) throw_attribute_type(name, context);
    set_value<Context::attribute>(result, value);
    result = filtered(result, context);
  }
  return result;
}

}  // namespace detail

template <class T>
Attrs& Attrs::set(std::string_view name, const T& value) & {
  const std::string_view checked = detail::checked_attribute_name(name);
  put(checked, detail::attribute_value(checked, detail::attribute_context(checked), value));
  return *this;
}

}  // namespace golive
