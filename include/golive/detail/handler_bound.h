#pragma once
// What on<&C::m>(...) checks and keeps of its arguments.
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "golive/detail/api.h"
#include "golive/detail/handler_signature.h"
#include "golive/detail/json_kind.h"
#include "golive/detail/name_type.h"

namespace golive::detail {

// Throws Error GL0303: argument number `index` (from 0) of `method` does not fit its parameter.
[[noreturn]] GOLIVE_API void throw_argument_range(std::string_view method, std::size_t index);

// A name that can stand in an attribute as it is, and before a parenthesis.
constexpr bool is_handler_name(std::string_view name) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  if (name.empty() || !letter(name[0])) return false;
  for (const char c : name) {
    if (!letter(c) && !(c >= '0' && c <= '9') && c != '-' && c != '.' && c != ':') return false;
  }
  return true;
}

template <auto M>
constexpr bool takes_payload() {
  if constexpr (Signature<M>::count == 0) return false;
  else return std::is_same_v<typename Signature<M>::template Argument<Signature<M>::count - 1>, Payload>;
}

template <class Parameter>
inline constexpr bool takes_text = TextLike<Parameter>;
template <OptionalLike Parameter>
inline constexpr bool takes_text<Parameter> = TextLike<typename Parameter::value_type>;

// The checks below say one thing at a time and return whether all is well; what follows is compiled only then.
template <auto M, std::size_t I>
constexpr bool check_parameter() {
  using Parameter = typename Signature<M>::template Parameter<I>;
  using Argument = typename Signature<M>::template Argument<I>;
  constexpr bool by_value = !std::is_lvalue_reference_v<Parameter> || std::is_const_v<std::remove_reference_t<Parameter>>;
  if constexpr (std::is_same_v<Argument, Socket>) {
    static_assert(!std::is_same_v<Argument, Socket>, "on<&C::m>: Socket& is the first parameter of a handler, taken by reference");
    return false;
  } else if constexpr (std::is_same_v<Argument, Payload>) {
    constexpr bool is_last = I + 1 == Signature<M>::count;
    constexpr bool is_const_reference = std::is_same_v<Parameter, const Payload&>;
    static_assert(is_last, "on<&C::m>: const Payload& is the last parameter of a handler");
    static_assert(!is_last || is_const_reference, "on<&C::m>: take the payload as const Payload&");
    return is_last && is_const_reference;
  } else if constexpr (std::is_pointer_v<Argument>) {
    static_assert(!std::is_pointer_v<Argument>,
                  "on<&C::m>: a handler cannot take a pointer: its arguments come from a browser; take an id, or text as std::string");
    return false;
  } else {
    static_assert(by_value, "on<&C::m>: a handler takes its arguments by value or by const reference");
    static_assert(!by_value || is_decodable<Argument>(),
                  "on<&C::m>: a parameter of this handler cannot be read from a browser: use numbers, bool, enums, std::string, "
                  "optional, vector, array, map or default-constructible aggregates of these");
    return by_value && is_decodable<Argument>();
  }
}

template <auto M>
constexpr bool check_result() {
  using Result = std::remove_cvref_t<typename Signature<M>::Result>;
  if constexpr (std::is_void_v<Result>) {
    return true;
  } else {
    static_assert(is_encodable<Result>(),
                  "on<&C::m>: what this handler returns cannot be sent to the page: return void or numbers, bool, enums, text, "
                  "optional, vector, array, map or aggregates of these");
    return is_encodable<Result>();
  }
}

template <auto M>
constexpr bool check_method() {
  if constexpr (!MethodTraits<std::remove_cv_t<decltype(M)>>::is_method) {
    static_assert(
        MethodTraits<std::remove_cv_t<decltype(M)>>::is_method,
        "on<&C::m>: m must be a non-static member function (of an overloaded one say which: on<static_cast<void (C::*)(int)>(&C::m)>)");
    return false;
  } else {
    static_assert(is_handler_name(member_name<M>()), "on<&C::m>: operators cannot be handlers");
    return is_handler_name(member_name<M>()) && check_result<M>()&&[]<std::size_t... I>(std::index_sequence<I...>) {
      return (check_parameter<M, I>() && ... && true);
    }
    (std::make_index_sequence<Signature<M>::count>{});
  }
}

template <auto M, std::size_t Given>
constexpr bool check_handler() {
  if constexpr (!check_method<M>()) {
    return false;
  } else {
    constexpr std::size_t count = Signature<M>::count;
    constexpr bool too_many = Given > count - (takes_payload<M>() ? 1 : 0);
    constexpr bool too_few = Given + 1 < count;
    static_assert(!too_many, "on<&C::m>(...): too many bound arguments for this handler");
    static_assert(!too_few,
                  "on<&C::m>(...): too few bound arguments: bind all parameters, or all but the last, which then comes from the event");
    return !too_many && !too_few;
  }
}

template <class Parameter, class Given>
constexpr bool check_bound_argument() {
  using Plain = std::remove_cvref_t<Given>;
  constexpr bool is_cut = std::is_floating_point_v<Plain> && std::is_integral_v<Parameter>;
  constexpr bool converts = std::is_convertible_v<Given, Parameter> || (takes_text<Parameter> && TextLike<Plain>);
  static_assert(converts, "on<&C::m>(...): a bound argument does not convert to its parameter");
  static_assert(!is_cut, "on<&C::m>(...): a fraction is bound to a whole number: round it first");
  return converts && !is_cut;
}

template <auto M, class... Given>
constexpr bool check_bound_arguments() {
  return []<std::size_t... I>(std::index_sequence<I...>) {
    return (check_bound_argument<typename Signature<M>::template Argument<I>, Given>() && ... && true);
  }
  (std::index_sequence_for<Given...>{});
}

// Stands in for the binding of a handler that was refused, so that one mistake is one error.
struct RefusedBinding {
  RefusedBinding sealed() && { return {}; }
  template <class Sink>
  void write_to(Sink&) const {}
};

// How an argument waits to be written: scalars by value; text as a view, or moved out of a temporary string; others by reference, or moved
// out of a temporary; else converted.
template <class Parameter, class Given>
constexpr auto bound_type() {
  using Plain = std::remove_cvref_t<Given>;
  if constexpr (std::is_arithmetic_v<Parameter> || std::is_enum_v<Parameter>) return std::type_identity<Parameter>{};
  else if constexpr (takes_text<Parameter> && std::is_same_v<Plain, std::string> && !std::is_lvalue_reference_v<Given>)
    return std::type_identity<std::string>{};
  else if constexpr (takes_text<Parameter> && TextLike<Plain>) return std::type_identity<std::string_view>{};
  else if constexpr (std::is_same_v<Parameter, Plain> && std::is_lvalue_reference_v<Given>) return std::type_identity<const Parameter&>{};
  else return std::type_identity<Parameter>{};
}

template <auto M, std::size_t I, class Given>
using Bound = typename decltype(bound_type<typename Signature<M>::template Argument<I>, Given>())::type;

template <auto M, std::size_t I, class Given>
Bound<M, I, Given&&> bind_argument(Given&& given) {
  using Parameter = typename Signature<M>::template Argument<I>;
  using Plain = std::remove_cvref_t<Given>;
  if constexpr (NumberLike<Parameter> && NumberLike<Plain> && std::is_integral_v<Parameter> && std::is_integral_v<Plain>) {
    if (!std::in_range<Parameter>(given)) throw_argument_range(qualified_member_name<M>(), I);
  }
  return static_cast<Bound<M, I, Given&&>>(std::forward<Given>(given));
}

}  // namespace golive::detail
