#pragma once
// Decodes what a handler takes and calls it.
#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "golive/detail/handler_bound.h"
#include "golive/detail/handler_class.h"
#include "golive/detail/handler_signature.h"
#include "golive/detail/handler_table.h"
#include "golive/detail/json_write.h"
#include "golive/detail/name_fixed.h"
#include "golive/detail/payload_decode.h"
#include "golive/payload.h"

namespace golive::detail {

// False, with the text of the error: `given` arguments where the method takes `most`, the last of them perhaps from the event.
GOLIVE_API bool fail_argument_count(DecodeError& error, std::size_t given, std::size_t least, std::size_t most);

// The control's value: the payload's member "value", or the payload itself if it is not an object; for aggregates and maps all of it.
template <class T>
bool decode_payload(const Payload& payload, T& out, DecodeError& error) {
  const JsonValue root = payload.root();
  if constexpr (AggregateLike<T> || MapLike<T>) {
    return decode(root, out, error);
  } else if (root.kind() == JsonKind::object) {
    const JsonValue value = root.find("value");
    return decode(value, out, error) || fail_inside(error, "value");
  } else {
    return decode(root, out, error);
  }
}

// Stands for a parameter that is the payload itself.
struct PayloadSlot {
  const Payload* payload = nullptr;
  operator const Payload&() const noexcept { return *payload; }  // NOLINT(google-explicit-constructor)
};
template <class Argument>
using Slot = std::conditional_t<std::is_same_v<Argument, Payload>, PayloadSlot, Argument>;

template <class T>
bool decode_slot(const Payload& payload, T& out, DecodeError& error) {
  return decode_payload(payload, out, error);
}
inline bool decode_slot(const Payload& payload, PayloadSlot& out, DecodeError&) {
  out.payload = &payload;
  return true;
}

template <class T>
bool decode_argument(JsonValue arguments, std::size_t index, T& out, DecodeError& error) {
  if constexpr (std::is_same_v<T, PayloadSlot>) return true;
  else return decode(arguments.element(index), out, error) || fail_inside(error, "argument " + std::to_string(index + 1));
}

// `Method` keeps what a type in an anonymous namespace instantiates to its file: g++ 12 gives an instantiation over the value alone
// external linkage, and the linker would take one file's Counter::add for another's.
template <auto M, FixedString Name, class Method = decltype(M)>
struct BoundHandler {
  using S = Signature<M>;
  static constexpr std::string_view kName = Name.empty() ? member_name<M>() : Name.view();
  static constexpr std::size_t kCount = S::count;
  static constexpr bool kIsPlain = kCount == 0 && !S::takes_socket && std::is_void_v<typename S::Result>;

  template <class... Arguments>
  static void invoke(void* object, [[maybe_unused]] Socket& socket, std::string& reply, Arguments&&... arguments) {
    auto& self = *static_cast<typename S::Class*>(object);
    const auto run = [&]() -> decltype(auto) {
      if constexpr (S::takes_socket) return (self.*M)(socket, std::forward<Arguments>(arguments)...);
      else return (self.*M)(std::forward<Arguments>(arguments)...);
    };
    if constexpr (std::is_void_v<typename S::Result>) run();
    else write_json(reply, run());
  }

  template <std::size_t... I>
  static bool decode_and_invoke(void* object, Socket& socket, JsonValue arguments, const Payload& payload, std::string& reply,
                                DecodeError& error, std::index_sequence<I...>) {
    const std::size_t given = arguments.size();
    constexpr std::size_t most = kCount - (takes_payload<M>() ? 1 : 0);
    constexpr std::size_t least = kCount > 0 ? kCount - 1 : 0;
    if (given < least || given > most) return fail_argument_count(error, given, least, most);
    std::tuple<Slot<typename S::template Argument<I>>...> values{};
    const bool fits =
        ((I < given ? decode_argument(arguments, I, std::get<I>(values), error) : decode_slot(payload, std::get<I>(values), error)) && ...);
    if (!fits) return false;
    invoke(object, socket, reply, static_cast<typename S::template Parameter<I>&&>(std::get<I>(values))...);
    return true;
  }

  static bool call(void* object, Socket& socket, JsonValue arguments, const Payload& payload, std::string& reply, DecodeError& error) {
    return decode_and_invoke(object, socket, arguments, payload, reply, error, std::make_index_sequence<kCount>{});
  }
  static void call_plain(void* object) {
    if constexpr (kIsPlain) (static_cast<typename S::Class*>(object)->*M)();
  }

  inline static constinit Handler handler{
      kName, qualified_member_name<M>(), type_name<decltype(M)>(), &method_class<typename S::Class>, kIsPlain ? &call_plain : nullptr,
      &call};
  // Its initialisation, before main, is the registration.
  inline static const bool registered = (register_handler(handler), true);
};

// `Method`: see BoundHandler.
template <auto M, class Method = decltype(M)>
struct SealedHandler {
  inline static constinit SealedMethod method{qualified_member_name<M>(), type_name<decltype(M)>(),
                                              &method_class<typename Signature<M>::Class>};
  inline static const bool registered = (register_sealed(method), true);
};

// Instantiates the registration of B; generates no code.
template <class B>
constexpr void require_registration() {
  static_cast<void>(&B::registered);
}

}  // namespace golive::detail
