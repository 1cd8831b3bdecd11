#pragma once
// How many fields an aggregate has: the most initialisers its braces take, less those that go to base classes and into C arrays.
#include <cstddef>
#include <type_traits>
#include <utility>

namespace golive::detail {

// Converts to whatever a field is. Never called, only asked whether it would do; clang wants a body of it for types without linkage.
struct AnyValue {
  template <class T>
  operator T() const noexcept {  // NOLINT(google-explicit-constructor)
    __builtin_unreachable();
  }
};
// The same for fields that are lvalue references.
struct AnyReference {
  template <class T>
  operator T&() const noexcept;  // NOLINT(google-explicit-constructor)
};
template <class Derived>
struct AnyBase {
  template <class Base>
  requires(std::is_base_of_v<Base, Derived> && !std::is_same_v<Base, Derived>) operator Base()
      const noexcept;  // NOLINT(google-explicit-constructor)
};
template <class Derived>
struct AnyEmptyBase {
  template <class Base>
  requires(std::is_base_of_v<Base, Derived> && !std::is_same_v<Base, Derived> && std::is_empty_v<Base>) operator Base()
      const noexcept;  // NOLINT(google-explicit-constructor)
};

template <std::size_t, class T>
using Repeated = T;

template <class T, class Any, std::size_t... I>
constexpr bool takes_initialisers(std::index_sequence<I...>) {
  return requires { T{Repeated<I, Any>{}...}; };
}
template <class T, class Base, std::size_t... B, std::size_t... I>
constexpr bool takes_bases(std::index_sequence<B...>, std::index_sequence<I...>) {
  return requires { T{Repeated<B, Base>{}..., Repeated<I, AnyValue>{}...}; };
}
// Initialiser number Before is itself a braced list of Inner: a C array (or an aggregate) takes it.
template <class T, std::size_t... B, std::size_t... I, std::size_t... A>
constexpr bool takes_nested(std::index_sequence<B...>, std::index_sequence<I...>, std::index_sequence<A...>) {
  return requires { T{Repeated<B, AnyValue>{}..., {Repeated<I, AnyValue>{}...}, Repeated<A, AnyValue>{}...}; };
}

inline constexpr std::size_t kNotCountable = static_cast<std::size_t>(-1);
inline constexpr std::size_t kMostInitialisers = 72;  // 64 fields and some bases

// A field without a default constructor makes short lists invalid, so the first list that fits is searched, then the longest.
template <class T, class Any, std::size_t N = 0>
constexpr std::size_t count_initialisers() {
  if constexpr (takes_initialisers<T, Any>(std::make_index_sequence<N>{})) {
    if constexpr (takes_initialisers<T, Any>(std::make_index_sequence<N + 1>{})) return count_initialisers<T, Any, N + 1>();
    else return N;
  } else if constexpr (N < kMostInitialisers) {
    return count_initialisers<T, Any, N + 1>();
  } else {
    return kNotCountable;
  }
}

template <class T>
constexpr std::size_t initialiser_count() {
  constexpr std::size_t values = count_initialisers<T, AnyValue>();
  if constexpr (values != kNotCountable) return values;
  else return count_initialisers<T, AnyReference>();
}

// How many of the first initialisers go to bases that Base converts to.
template <class T, class Base, std::size_t Total, std::size_t N = 0>
constexpr std::size_t count_bases() {
  if constexpr (N < Total) {
    if constexpr (takes_bases<T, Base>(std::make_index_sequence<N + 1>{}, std::make_index_sequence<Total - N - 1>{}))
      return count_bases<T, Base, Total, N + 1>();
    else return N;
  } else {
    return N;
  }
}

// Initialisers swallowed by the C array at place At, 1 if there is none. Brace elision flattens arrays and nothing else, because
// AnyValue converts to every other type: only where a list stands for more than one initialiser, one more after it is too many.
template <class T, std::size_t Total, std::size_t At, std::size_t Size>
constexpr std::size_t array_extent() {
  constexpr std::size_t after = Total - At - Size;
  if constexpr (Size <= 1) return 1;
  else if constexpr (takes_nested<T>(std::make_index_sequence<At>{}, std::make_index_sequence<Size>{}, std::make_index_sequence<after>{}) &&
                     !takes_nested<T>(std::make_index_sequence<At>{}, std::make_index_sequence<Size>{},
                                      std::make_index_sequence<after + 1>{}))
    return Size;
  else return array_extent<T, Total, At, Size - 1>();
}

template <class T, std::size_t Total, std::size_t At>
constexpr std::size_t width_at() {
  // The quick answer for everything with a default value.
  if constexpr (takes_nested<T>(std::make_index_sequence<At>{}, std::index_sequence<>{}, std::make_index_sequence<Total - At - 1>{}))
    return 1;
  else return array_extent<T, Total, At, Total - At>();
}

template <class T, std::size_t Total, std::size_t At = 0>
constexpr std::size_t count_members() {
  if constexpr (At >= Total) return 0;
  else return 1 + count_members<T, Total, At + width_at<T, Total, At>()>();
}

template <class T>
struct FieldCount {
  static constexpr std::size_t kInitialisers = initialiser_count<T>();
  static constexpr bool kCountable = kInitialisers != kNotCountable;
  static constexpr std::size_t kTotal = kCountable ? kInitialisers : 0;
  static constexpr std::size_t kBases = count_bases<T, AnyBase<T>, kTotal>();
  static constexpr bool kBasesAreEmpty = count_bases<T, AnyEmptyBase<T>, kTotal>() == kBases;
  static constexpr std::size_t kFields = count_members<T, kTotal>() - kBases;
};

}  // namespace golive::detail
