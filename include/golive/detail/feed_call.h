#pragma once
// The handlers of what a view watches: checked where watch() is written, and called without a copy of what they are given.
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

#include "golive/detail/feed.h"
#include "golive/detail/handler_signature.h"
#include "golive/detail/handler_task.h"

namespace golive::detail {

// Whether a method may be called with arguments of these types after [Socket&].
template <auto M, class... Given>
constexpr bool takes() {
  if constexpr (!MethodTraits<std::remove_cv_t<decltype(M)>>::is_method) {
    return false;
  } else if constexpr (Signature<M>::takes_socket) {
    return std::is_invocable_v<decltype(M), typename Signature<M>::Class&, Socket&, Given...>;
  } else {
    return std::is_invocable_v<decltype(M), typename Signature<M>::Class&, Given...>;
  }
}

template <auto M, class... Given>
void call_with(const ComponentType& type, void* object, [[maybe_unused]] Socket& socket, const Given&... given) {
  using Class = typename Signature<M>::Class;
  void* const self = upcast(type, method_class<Class>, object);
  if (self == nullptr) throw_wrong_component(qualified_member_name<M>(), type);
  auto& component = *static_cast<Class*>(self);
  if constexpr (Signature<M>::takes_socket) (component.*M)(socket, given...);
  else (component.*M)(given...);
}

// The call of the handler of a Latest<T>.
template <auto M, class T>
constexpr FeedCall value_call() {
  constexpr bool alone = takes<M, const T&>();
  constexpr bool with_freshness = takes<M, const T&, const Freshness&>();
  static_assert(alone || with_freshness,
                "the handler of a watched Latest<T> is a member function that takes (const T&) or (const T&, Freshness), after an "
                "optional Socket&");
  return [](const ComponentType& type, void* object, Socket& socket, const FeedPiece& piece) {
    const T& value = *static_cast<const T*>(piece.values);
    if constexpr (with_freshness) call_with<M>(type, object, socket, value, piece.freshness);
    else if constexpr (alone) call_with<M>(type, object, socket, value);
  };
}

// The call of the handler of a Stream<T>.
template <auto M, class T>
constexpr FeedCall batch_call() {
  using Span = std::span<const T>;
  constexpr bool alone = takes<M, const Span&>();
  constexpr bool with_missed = takes<M, const Span&, const std::uint64_t&>();
  static_assert(alone || with_missed,
                "the handler of a watched Stream<T> is a member function that takes (std::span<const T>) or (std::span<const T>, "
                "std::uint64_t missed), after an optional Socket&");
  return [](const ComponentType& type, void* object, Socket& socket, const FeedPiece& piece) {
    const Span values(static_cast<const T*>(piece.values), piece.count);
    if constexpr (with_missed) {
      call_with<M>(type, object, socket, values, piece.missed);
    } else if constexpr (alone) {
      if (!values.empty()) call_with<M>(type, object, socket, values);
    }
  };
}

}  // namespace golive::detail
