#pragma once
// Finds a component's optional members, calls them with the parameters they take, and refuses those that take none of the accepted lists.
#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <typeinfo>
#include <utility>

#include "golive/detail/component_type.h"
#include "golive/detail/json_write.h"
#include "golive/detail/name_type.h"

namespace golive::detail {

// The arguments whose bit is set in Mask.
template <unsigned Mask, class... A>
constexpr auto select(std::tuple<A&...> all) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return std::tuple_cat([&] {
      if constexpr ((Mask >> I & 1U) != 0) return std::tuple<A&>(std::get<I>(all));
      else return std::tuple<>();
    }()...);
  }
  (std::index_sequence_for<A...>{});
}

template <class Call, class Object, class Selected>
inline constexpr bool fits_selected = false;
template <class Call, class Object, class... S>
inline constexpr bool fits_selected<Call, Object, std::tuple<S&...>> = std::is_invocable_v<Call, Object&, S&...>;

// A member that is called with some of the arguments A..., the lists given by masks, the first that fits counts.
template <class Call, class Object, class Arguments, unsigned... Masks>
struct Accepted;
template <class Call, class Object, class... A, unsigned... Masks>
struct Accepted<Call, Object, std::tuple<A&...>, Masks...> {
  template <unsigned Mask>
  static constexpr bool kFits = fits_selected<Call, Object, decltype(select<Mask>(std::declval<std::tuple<A&...>>()))>;
  static constexpr bool kAny = (kFits<Masks> || ...);
  static constexpr bool returns_void() {
    if constexpr (kAny) return std::is_void_v<decltype(call(std::declval<Object&>(), std::declval<A&>()...))>;
    else return true;
  }

  template <unsigned First, unsigned... Rest>
  static decltype(auto) call_first(Object& object, std::tuple<A&...> all) {
    if constexpr (kFits<First>)
      return std::apply([&](auto&... selected) -> decltype(auto) { return Call{}(object, selected...); }, select<First>(all));
    else return call_first<Rest...>(object, all);
  }
  static decltype(auto) call(Object& object, A&... all) { return call_first<Masks...>(object, std::tuple<A&...>(all...)); }
};

// For one member name: Call##NAME calls it; has_##NAME<C> tells whether C has anything of that name but a data member.
// A class that inherits NAME from two bases cannot name it, which is how a name is seen whatever its signature; `final` classes have no
// heirs, so there only members that fit are seen.
#define GOLIVE_MEMBER(NAME)                                                                                      \
  struct Call_##NAME {                                                                                           \
    template <class C, class... A>                                                                               \
    auto operator()(C& object, A&... arguments) const -> decltype(object.NAME(arguments...)) {                   \
      return object.NAME(arguments...);                                                                          \
    }                                                                                                            \
  };                                                                                                             \
  struct Other_##NAME {                                                                                          \
    int NAME;                                                                                                    \
  };                                                                                                             \
  template <class C>                                                                                             \
  struct Both_##NAME : C, Other_##NAME {};                                                                       \
  template <class C>                                                                                             \
  constexpr bool names_##NAME() {                                                                                \
    if constexpr (std::is_final_v<C>) return false;                                                              \
    else if constexpr (requires { requires std::is_member_object_pointer_v<decltype(&C::NAME)>; }) return false; \
    else return !requires {                                                                                      \
        &Both_##NAME<C>::NAME;                                                                                   \
      };                                                                                                         \
  }
GOLIVE_MEMBER(mount)
GOLIVE_MEMBER(connected)
GOLIVE_MEMBER(handle_params)
GOLIVE_MEMBER(handle_event)
GOLIVE_MEMBER(handle_info)
GOLIVE_MEMBER(terminate)
GOLIVE_MEMBER(render)
#undef GOLIVE_MEMBER

// Masks: bit 0 is the first argument. Longer lists come first.
template <class C>
using Mount = Accepted<Call_mount, C, std::tuple<Socket&, const Params&, const Session&>, 7, 3, 5, 6, 1, 2, 4, 0>;
template <class C>
using Connected = Accepted<Call_connected, C, std::tuple<Socket&>, 1, 0>;
template <class C>
using HandleParams = Accepted<Call_handle_params, C, std::tuple<Socket&, const Params&, const Url&>, 7, 3, 5, 6, 1, 2, 4, 0>;
template <class C>
using HandleEvent = Accepted<Call_handle_event, C, std::tuple<Socket&, const std::string_view&, const Payload&>, 7, 6, 3, 2>;
template <class C>
using HandleInfo = Accepted<Call_handle_info, C, std::tuple<Socket&, const Message&>, 3, 2>;
template <class C>
using Terminate = Accepted<Call_terminate, C, std::tuple<const TerminateReason&>, 1, 0>;

template <class C>
struct CheckMembers {
  static_assert(
      Mount<C>::kAny || !names_mount<C>(),
      "mount() of this component takes parameters golive does not have. Write: void mount(Socket&, const Params&, const Session&), "
      "public, each parameter may be left out, in this order");
  static_assert(
      Connected<C>::kAny || !names_connected<C>(),
      "connected() of this component takes parameters golive does not have. Write: void connected(Socket&) or void connected(), public");
  static_assert(HandleParams<C>::kAny || !names_handle_params<C>(),
                "handle_params() of this component takes parameters golive does not have. Write: void handle_params(Socket&, const "
                "Params&, const Url&), "
                "public, each parameter may be left out, in this order");
  static_assert(
      HandleEvent<C>::kAny || !names_handle_event<C>(),
      "handle_event() of this component takes parameters golive does not have. Write: void handle_event(Socket&, std::string_view event, "
      "const Payload&), public; Socket& and the payload may be left out; it may return void, bool (false: not handled) or a reply");
  static_assert(
      HandleInfo<C>::kAny || !names_handle_info<C>(),
      "handle_info() of this component takes parameters golive does not have. Write: void handle_info(Socket&, const Message&) or "
      "void handle_info(const Message&), public");
  static_assert(Terminate<C>::kAny || !names_terminate<C>(),
                "terminate() of this component takes parameters golive does not have. Write: void terminate(TerminateReason) or void "
                "terminate(), public");
  static_assert(Mount<C>::returns_void(), "mount() of this component must return void");
  static_assert(Connected<C>::returns_void(), "connected() of this component must return void");
  static_assert(HandleParams<C>::returns_void(), "handle_params() of this component must return void");
  static_assert(HandleInfo<C>::returns_void(), "handle_info() of this component must return void");
  static_assert(Terminate<C>::returns_void(), "terminate() of this component must return void");
};

template <class C>
concept RendersConst = requires(const C& object) {
  { object.render() } -> std::same_as<Html>;
};
template <class C>
concept RendersMutable = requires(C& object) {
  { object.render() } -> std::same_as<Html>;
};

template <class C>
struct CheckRender {
  static_assert(RendersConst<C> || !RendersMutable<C>,
                "render() of this component must be const, it shows the state and does not change it. Write: Html render() const");
  static_assert(RendersMutable<C>,
                "this component has no render() that golive can call. Write: Html render() const, public, without parameters");
};

template <class C>
constexpr void check_members() {
  static_assert(std::is_class_v<C> && !std::is_const_v<C>, "a component is a struct");
  static_assert(sizeof(CheckRender<C>) > 0 && sizeof(CheckMembers<C>) > 0);
}

template <class C>
constexpr std::string_view component_name() {
  if constexpr (requires { typename std::bool_constant<(std::string_view(C::name).size() > 0)>; }) return C::name;
  else return snake_case_name<C>();
}

template <class C>
bool call_handle_event(void* object, Socket& socket, std::string_view event, const Payload& payload, [[maybe_unused]] std::string& reply) {
  const auto call = [&]() -> decltype(auto) {
    return HandleEvent<C>::call(*static_cast<C*>(object), socket, std::as_const(event), payload);
  };
  using Result = std::remove_cvref_t<decltype(call())>;
  if constexpr (std::is_void_v<Result>) {
    call();
    return true;
  } else if constexpr (std::is_same_v<Result, bool>) {
    return call();
  } else {
    write_json(reply, call());
    return true;
  }
}

// Fills everything but the handlers.
template <class C>
void fill_members(ComponentType& type) {
  type.name = component_name<C>();
  type.type_name = type_name<C>();
  type.info = &typeid(C);
  type.size = sizeof(C);
  type.throw_pointer = [](void* object) { throw static_cast<C*>(object); };
  if constexpr (RendersConst<C>) type.render = [](const void* object) { return static_cast<const C*>(object)->render(); };
  if constexpr (Mount<C>::kAny)
    type.mount = [](void* object, Socket& socket, const Params& params, const Session& session) {
      Mount<C>::call(*static_cast<C*>(object), socket, params, session);
    };
  if constexpr (Connected<C>::kAny)
    type.connected = [](void* object, Socket& socket) { Connected<C>::call(*static_cast<C*>(object), socket); };
  if constexpr (HandleParams<C>::kAny)
    type.handle_params = [](void* object, Socket& socket, const Params& params, const Url& url) {
      HandleParams<C>::call(*static_cast<C*>(object), socket, params, url);
    };
  if constexpr (HandleEvent<C>::kAny) type.handle_event = &call_handle_event<C>;
  if constexpr (HandleInfo<C>::kAny)
    type.handle_info = [](void* object, Socket& socket, const Message& message) {
      HandleInfo<C>::call(*static_cast<C*>(object), socket, message);
    };
  if constexpr (Terminate<C>::kAny)
    type.terminate = [](void* object, TerminateReason reason) { Terminate<C>::call(*static_cast<C*>(object), std::as_const(reason)); };
}

}  // namespace golive::detail
