#pragma once
// Binds an event of the page to a member function of its component.
//
//     struct Address { std::string street, city; bool gift = false; };
//     struct Cart {
//       std::string title;
//       void add(int product, int count) { ... }
//       void rename(std::string name) { title = name; }
//       void order(Socket& socket, Address address) { ... }
//       Html render() const {
//         return HTML(R"(<button lv-click={}>+</button>  <input lv-change={}>  <form lv-submit={}>...</form>)",
//                     on<&Cart::add>(7, 1), on<&Cart::rename>(), on<&Cart::order>());
//       }
//     };
//
// The method's parameters are [Socket&] bound... [Payload | aggregate | one value], by value or const reference:
//   bound       what on<>(...) is given; written to the page as `add(7,1)`, JSON arguments
//   const Payload&   all the event carries (golive/payload.h)
//   aggregate   the form's fields, by name
//   one value   the control's value (member "value" of the payload), or the payload itself if it is not an object
// Types, number and order are checked here, by the compiler; what comes back from a browser is checked again: a name, number or type that
// does not fit is an error answer, and nothing is called.
//
// The method may return a value: it resolves the promise of pushEvent. const, noexcept, inherited methods and those of class templates
// work. There is no registration: writing on<&C::m> makes m callable by name for whoever holds a joined view, with any values of its types,
// so authorise inside. Two methods of one component under one name are Error GL0301 at the start; name one of them:
// on<&C::m>(...).as<"name">().
//
// Sealed: then only what this view has rendered can be sent.
//
//     Html row(const Entry& entry) const {
//       const auto button = [&] { return HTML("<button lv-click={}>remove</button>", on<&Guestbook::remove>(entry.id).sealed()); };
//       return HTML("<li>{entry.text} {}</li>", entry.text, when(admin, button));
//     }
//
// Each binding of a sealed method gets a tag of 8 bytes, `remove(17)~x3kQ0_A`, keyed for the view and its session over name and bound
// arguments. An event without it, or whose name, argument or tag was changed, is refused: `remove(17)` cannot become `remove(18)`, and
// where the button was never rendered nobody can press it by hand. .sealed() behind one binding seals the method, for all its bindings and
// names and before any is rendered. RouteOptions::sealed_events and Config::sealed_events seal all handlers of a page or of the app.
//   trusted      bound arguments: they are as render() wrote them
//   untrusted    what the event brings: Payload, form fields, the control's value; check it as ever
// A tag is good as long as the page: a button that has vanished, or whose row is gone, may still be pressed by who saw it, more than once,
// so look at the state. Inside of shared() a sealed binding is Error GL0205. More in docs/security.md.
//
// Threads: on the view's loop. Cost: writing a binding allocates nothing; a call without arguments is a look-up and a call. A tag costs
// 0.1 us to write and to check; what is not sealed, one comparison.
#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "golive/detail/api.h"
#include "golive/detail/handler_bound.h"
#include "golive/detail/handler_invoke.h"
#include "golive/detail/handler_signature.h"
#include "golive/detail/json_write.h"
#include "golive/detail/name_fixed.h"
#include "golive/payload.h"

namespace golive {

// What on<>() returns: goes into an event attribute of a template. Refers to bound values that outlive the full expression (variables, not
// temporaries) until it is written.
template <auto M, detail::FixedString Name, class... Bound>
class Binding {
 public:
  explicit Binding(Bound... bound) : bound_(static_cast<Bound&&>(bound)...) {}

  // Binds under another name: letters, digits and _ - . : only. A template argument, because a clash of names must be found at the
  // start, and a function argument is not known before the first render.
  template <detail::FixedString Other>
  auto as() && {
    static_assert(detail::is_handler_name(Other.view()),
                  "a handler's name has letters, digits and _ - . : only, and begins with a letter or _");
    return std::apply([](auto&&... bound) { return Binding<M, Other, Bound...>(static_cast<Bound&&>(bound)...); }, std::move(bound_));
  }

  // Seals the method, see above. In either order with as().
  Binding sealed() && {
    detail::require_registration<detail::SealedHandler<M>>();
    return static_cast<Binding&&>(*this);
  }

  // Appends `add(7,1)` to a sink that has append(std::string_view).
  template <class Sink>
  void write_to(Sink& sink) const {
    detail::require_registration<detail::BoundHandler<M, Name>>();
    sink.append(detail::BoundHandler<M, Name>::kName);
    if constexpr (sizeof...(Bound) > 0) {
      bool first = true;
      const auto write = [&](const auto& value) {
        sink.append(std::string_view(first ? "(" : ","));
        first = false;
        detail::write_json(sink, value);
      };
      std::apply([&](const auto&... value) { (write(value), ...); }, bound_);
      sink.append(std::string_view(")"));
    }
  }

 private:
  std::tuple<Bound...> bound_;
};

// The binding of M with these arguments. Throws Error GL0303 if an integer is out of the range of the parameter it is bound to.
template <auto M, class... Args>
auto on([[maybe_unused]] Args&&... args) {
  if constexpr (!detail::check_handler<M, sizeof...(Args)>()) {
    return detail::RefusedBinding{};
  } else if constexpr (!detail::check_bound_arguments<M, Args...>()) {
    return detail::RefusedBinding{};
  } else {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return Binding<M, detail::FixedString<0>{}, detail::Bound<M, I, Args&&>...>(detail::bind_argument<M, I>(std::forward<Args>(args))...);
    }
    (std::index_sequence_for<Args...>{});
  }
}

}  // namespace golive
