#pragma once
// How the fields of a component survive a restart, and how to say otherwise.
//
//     struct Orders {
//       Service<Db> db;                         // given by the factory: app.live("/orders", [&db] { return Orders{db}; })
//       int page = 0;                           // survives reconnects, crashes and releases
//       transient<std::vector<Row>> rows = {};  // forgotten; mount() reads it again
//       server_only<std::string> token = {};    // survives, but never leaves the server
//       Html render() const { ... }
//     };
//
// Every other field must be a value: numbers, bool, enums, std::string, optional, vector, array, map, set, and aggregates of these.
// References, raw pointers, C arrays, bit-fields, private members and constructors stop the compiler at app.live<C>(), with the ways out:
//
//     static constexpr bool survives = false;               // all of the component is forgotten
//     static constexpr auto state = fields(&Orders::page);  // only these survive; for classes with private members or constructors
//
// Threads: values of the component, on its loop.
#include <concepts>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

namespace golive {

// A value that is not part of the state: default-constructed when a view is rebuilt.
template <class T>
class transient {
 public:
  transient() = default;
  template <class U = T>
  requires(!std::same_as<std::remove_cvref_t<U>, transient> && std::constructible_from<T, U>) transient(U&& value)
      : value_(std::forward<U>(value)) {}  // NOLINT(google-explicit-constructor): a field is written `transient<int> n = 5;`

  T& operator*() noexcept { return value_; }
  const T& operator*() const noexcept { return value_; }
  T* operator->() noexcept { return &value_; }
  const T* operator->() const noexcept { return &value_; }
  operator T&() noexcept { return value_; }              // NOLINT(google-explicit-constructor)
  operator const T&() const noexcept { return value_; }  // NOLINT(google-explicit-constructor)

 private:
  T value_{};
};

// A value that survives only in stores of the server, never in what a browser keeps; nor is it read from or written to a page as JSON.
template <class T>
class server_only {
 public:
  server_only() = default;
  template <class U = T>
  requires(!std::same_as<std::remove_cvref_t<U>, server_only> && std::constructible_from<T, U>) server_only(U&& value)
      : value_(std::forward<U>(value)) {}  // NOLINT(google-explicit-constructor)

  T& operator*() noexcept { return value_; }
  const T& operator*() const noexcept { return value_; }
  T* operator->() noexcept { return &value_; }
  const T* operator->() const noexcept { return &value_; }
  operator T&() noexcept { return value_; }              // NOLINT(google-explicit-constructor)
  operator const T&() const noexcept { return value_; }  // NOLINT(google-explicit-constructor)

 private:
  T value_{};
};

// A reference to something of the host program, never null, which must outlive the app. Made from a T&; given anew by the factory when
// a view is rebuilt.
template <class T>
class Service {
 public:
  Service(T& service) noexcept : service_(&service) {}  // NOLINT(google-explicit-constructor): Orders{db}

  T& operator*() const noexcept { return *service_; }
  T* operator->() const noexcept { return service_; }
  operator T&() const noexcept { return *service_; }  // NOLINT(google-explicit-constructor)

 private:
  T* service_;
};

namespace detail {

template <class... Members>
struct FieldList {
  std::tuple<Members...> members;
};

}  // namespace detail

// The members that are a class's state, for `static constexpr auto state = fields(&C::a, &C::b);` inside the class.
template <class... Class, class... Field>
requires(std::is_member_object_pointer_v<Field Class::*>&&...) constexpr auto fields(Field Class::*... members) {
  return detail::FieldList<Field Class::*...>{{members...}};
}

}  // namespace golive
