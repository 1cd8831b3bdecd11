#pragma once
// A component: a plain struct whose optional members the framework finds by name.
//
//     struct Counter {
//       int count = 0;                                       // its state (golive/state.h)
//       void add(int by) { count += by; }                    // its handlers (golive/handler.h)
//       Html render() const { return HTML("<output>{count}</output><button lv-click={}>+</button>", count, on<&Counter::add>(1)); }
//     };
//
// clang-format off
// | member | called |
// |---|---|
// | Html render() const | after anything that may have changed the state; free of effects; required |
// | void mount([Socket&][, const Params&][, const Session&]) | once per object, first of all: at the GET, or at a join whose view is no more |
// | void connected([Socket&]) | a browser attached: its first join, and each return after a lost connection |
// | void handle_params([Socket&][, const Params&][, const Url&]) | after mount and on patch navigation |
// | T handle_event([Socket&,] std::string_view event[, const Payload&]) | an event no typed handler took; T void, bool (false: not handled) or the reply |
// | void handle_info([Socket&,] const Message&) | a message no typed handler took |
// | void terminate([TerminateReason]) | exactly once per mount |
// clang-format on
//
// Parameters in brackets may be left out, the others keep their order. A member of such a name that can be called in none of these ways is
// a compile error that lists them (not for `final` structs). `static constexpr std::string_view name = "cart";` names the view in the page;
// without it the name is the type's in snake_case.
// Threads: all callbacks of one component run on its loop, one at a time.
#include <cstdint>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

#include "golive/detail/component_members.h"
#include "golive/detail/component_survival.h"
#include "golive/detail/component_type.h"

namespace golive {

enum class TerminateReason : std::uint8_t {
  normal,    // the browser left
  shutdown,  // the server stops
  error,     // a callback threw
  timeout,   // no browser came, or none came back
};

namespace detail {

// Makes objects of one component type; copyable, shared by all loops, which may call it at the same time.
class ComponentFactory {
 public:
  ComponentFactory() = default;

  // `make` is called as `C make()` and must be callable by several threads at a time.
  template <class C, class Make>
  static ComponentFactory of(Make make) {
    ComponentFactory factory;
    factory.state_ = std::make_shared<Make>(std::move(make));
    factory.make_ = [](void* state) -> ComponentPtr {
      return {new C((*static_cast<Make*>(state))()), [](void* object) { delete static_cast<C*>(object); }};
    };
    return factory;
  }
  ComponentPtr operator()() const { return make_(state_.get()); }

 private:
  std::shared_ptr<void> state_;
  ComponentPtr (*make_)(void* state) = nullptr;
};

// The table of C; made at the first call, which throws Error GL0301 if two handlers share a name.
template <class C>
const ComponentType& component_type() {
  check_members<C>();
  static const ComponentType& type = []() -> const ComponentType& {
    static ComponentType made;
    fill_members<C>(made);
    made.handlers.collect(made);
    return made;
  }();
  return type;
}

}  // namespace detail
}  // namespace golive
