#pragma once
// What a handler's signature asks for: [Socket&] bound... [Payload | form aggregate | one value].
#include <cstddef>
#include <tuple>
#include <type_traits>

namespace golive {
class Payload;
class Socket;

namespace detail {

template <class Method>
struct MethodTraits {
  static constexpr bool is_method = false;
};

#define GOLIVE_METHOD_TRAITS(qualifiers)                     \
  template <class R, class C, class... A>                    \
  struct MethodTraits<R (C::*)(A...) qualifiers> {           \
    static constexpr bool is_method = true;                  \
    using Result = R;                                        \
    using Class = C;                                         \
    using Parameters = std::tuple<std::type_identity<A>...>; \
  };
GOLIVE_METHOD_TRAITS()
GOLIVE_METHOD_TRAITS(const)
GOLIVE_METHOD_TRAITS(&)
GOLIVE_METHOD_TRAITS(const&)
GOLIVE_METHOD_TRAITS(noexcept)
GOLIVE_METHOD_TRAITS(const noexcept)
GOLIVE_METHOD_TRAITS(&noexcept)
GOLIVE_METHOD_TRAITS(const& noexcept)
#undef GOLIVE_METHOD_TRAITS

template <class Parameters>
struct SplitSocket {
  static constexpr bool takes_socket = false;
  using Rest = Parameters;
};
template <class... A>
struct SplitSocket<std::tuple<std::type_identity<Socket&>, A...>> {
  static constexpr bool takes_socket = true;
  using Rest = std::tuple<A...>;
};

// `Class`, `Result`, and the parameters after a leading Socket&. M is a non-static member function.
template <auto M>
struct Signature {
  using Traits = MethodTraits<std::remove_cv_t<decltype(M)>>;
  static_assert(
      Traits::is_method,
      "on<&C::m>: m must be a non-static member function (of an overloaded one say which: on<static_cast<void (C::*)(int)>(&C::m)>)");
  using Class = typename Traits::Class;
  using Result = typename Traits::Result;
  using Split = SplitSocket<typename Traits::Parameters>;
  using Parameters = typename Split::Rest;
  static constexpr bool takes_socket = Split::takes_socket;
  static constexpr std::size_t count = std::tuple_size_v<Parameters>;

  template <std::size_t I>
  using Parameter = typename std::tuple_element_t<I, Parameters>::type;
  // What is kept of an argument until the call.
  template <std::size_t I>
  using Argument = std::remove_cvref_t<Parameter<I>>;
};

}  // namespace detail
}  // namespace golive
