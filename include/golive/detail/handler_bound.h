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

template <auto M, std::size_t I>
constexpr void check_parameter() {
  using Parameter = typename Signature<M>::template Parameter<I>;
  using Argument = typename Signature<M>::template Argument<I>;
  if constexpr (std::is_same_v<Argument, Socket>) {
    static_assert(!std::is_same_v<Argument, Socket>, "on<&C::m>: Socket& is the first parameter of a handler, taken by reference");
  } else if constexpr (std::is_same_v<Argument, Payload>) {
    static_assert(I + 1 == Signature<M>::count, "on<&C::m>: const Payload& is the last parameter of a handler");
    static_assert(std::is_same_v<Parameter, const Payload&>, "on<&C::m>: take the payload as const Payload&");
  } else {
    static_assert(!std::is_pointer_v<Argument>,
                  "on<&C::m>: a handler cannot take a pointer: its arguments come from a browser; take an id, or text as std::string");
    static_assert(!std::is_lvalue_reference_v<Parameter> || std::is_const_v<std::remove_reference_t<Parameter>>,
                  "on<&C::m>: a handler takes its arguments by value or by const reference");
    static_assert(std::is_pointer_v<Argument> || is_decodable<Argument>(),
                  "on<&C::m>: a parameter of this handler cannot be read from a browser: use numbers, bool, enums, std::string, optional, "
                  "vector, array, map "
                  "or default-constructible aggregates of these");
  }
}

template <auto M, std::size_t Given>
constexpr void check_handler() {
  using S = Signature<M>;
  static_assert(is_handler_name(member_name<M>()), "on<&C::m>: operators cannot be handlers");
  static_assert(Given <= S::count - (takes_payload<M>() ? 1 : 0), "on<&C::m>(...): too many bound arguments for this handler");
  static_assert(Given + 1 >= S::count,
                "on<&C::m>(...): too few bound arguments: bind all parameters, or all but the last, which then comes from the event");
  static_assert(std::is_void_v<typename S::Result> || is_encodable<std::remove_cvref_t<typename S::Result>>(),
                "on<&C::m>: what this handler returns cannot be sent to the page: return void or numbers, bool, enums, text, optional, "
                "vector, array, map or "
                "aggregates of these");
  []<std::size_t... I>(std::index_sequence<I...>) { (check_parameter<M, I>(), ...); }
  (std::make_index_sequence<S::count>{});
}

template <class Parameter>
inline constexpr bool takes_text = TextLike<Parameter>;
template <OptionalLike Parameter>
inline constexpr bool takes_text<Parameter> = TextLike<typename Parameter::value_type>;

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
constexpr auto bound_argument_type() {
  if constexpr (I < Signature<M>::count) return bound_type<typename Signature<M>::template Argument<I>, Given>();
  else return std::type_identity<int>{};  // too many: check_handler says so
}
template <auto M, std::size_t I, class Given>
using Bound = typename decltype(bound_argument_type<M, I, Given>())::type;

template <auto M, std::size_t I, class Given>
Bound<M, I, Given&&> bind_argument(Given&& given) {
  if constexpr (I < Signature<M>::count) {
    using Parameter = typename Signature<M>::template Argument<I>;
    using Plain = std::remove_cvref_t<Given>;
    static_assert(std::is_convertible_v<Given, Parameter> || (takes_text<Parameter> && TextLike<Plain>),
                  "on<&C::m>(...): a bound argument does not convert to its parameter");
    static_assert(!(std::is_floating_point_v<Plain> && std::is_integral_v<Parameter>),
                  "on<&C::m>(...): a fraction is bound to a whole number: round it first");
    if constexpr (NumberLike<Parameter> && NumberLike<Plain> && std::is_integral_v<Parameter> && std::is_integral_v<Plain>) {
      if (!std::in_range<Parameter>(given)) throw_argument_range(qualified_member_name<M>(), I);
    }
    if constexpr (std::is_convertible_v<Given, Bound<M, I, Given&&>>) return static_cast<Bound<M, I, Given&&>>(std::forward<Given>(given));
  }
  std::abort();  // never reached: the assertions above have failed
}

}  // namespace golive::detail
