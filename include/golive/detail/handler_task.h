#pragma once
// A call of one method with its arguments, on its way to a view: timers, messages, topics.
#include <cstddef>
#include <new>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "golive/detail/api.h"
#include "golive/detail/handler_class.h"
#include "golive/detail/handler_signature.h"
#include "golive/detail/name_type.h"
#include "golive/message.h"

namespace golive::detail {

// Throws Error GL0302: `method` was sent to a component of another class.
[[noreturn]] GOLIVE_API void throw_wrong_component(std::string_view method, const ComponentType& type);

// Move-only; arguments of up to 48 bytes are kept in place, larger ones on the heap. May be called again (every<>) unless an argument can
// only be moved: that one is given away by the first call.
class MethodTask {
 public:
  MethodTask() noexcept = default;
  template <class Call>
  explicit MethodTask(std::in_place_t, Call call) {
    if constexpr (kFits<Call>) {
      ::new (static_cast<void*>(storage_)) Call(std::move(call));
    } else {
      ::new (static_cast<void*>(storage_)) Call*(new Call(std::move(call)));
    }
    operations_ = &kOperations<Call>;
  }
  MethodTask(MethodTask&& other) noexcept { take(other); }
  MethodTask& operator=(MethodTask&& other) noexcept {
    if (this != &other) {
      reset();
      take(other);
    }
    return *this;
  }
  ~MethodTask() { reset(); }

  explicit operator bool() const noexcept { return operations_ != nullptr; }
  // "Counter::tick", for messages.
  std::string_view method() const noexcept { return operations_->method; }
  // Equal for tasks that call the same method, whatever their arguments.
  const void* method_id() const noexcept { return operations_; }
  template <class Call>
  static const void* id_of() noexcept {
    return &kOperations<Call>;
  }
  // On the view's loop. `object` is a component of `type`; throws Error (GL0302) if its class is not the method's or derived from it.
  void operator()(const ComponentType& type, void* object, Socket& socket) { operations_->call(storage_, type, object, socket); }

 private:
  struct Operations {
    std::string_view method;
    void (*call)(void* storage, const ComponentType&, void* object, Socket&);
    void (*move)(void* from, void* to) noexcept;  // and destroys `from`
    void (*destroy)(void* storage) noexcept;
  };
  static constexpr std::size_t kCapacity = 48;
  template <class Call>
  static constexpr bool kFits = sizeof(Call) <= kCapacity &&
                                alignof(Call) <= alignof(std::max_align_t) && std::is_nothrow_move_constructible_v<Call>;

  template <class Call>
  static Call& at(void* storage) noexcept {
    if constexpr (kFits<Call>) {
      return *std::launder(static_cast<Call*>(storage));
    } else {
      return **std::launder(static_cast<Call**>(storage));
    }
  }
  template <class Call>
  static constexpr Operations kOperations{
      Call::kMethod,
      [](void* storage, const ComponentType& type, void* object, Socket& socket) { at<Call>(storage)(type, object, socket); },
      [](void* from, void* to) noexcept {
        if constexpr (kFits<Call>) {
          ::new (to) Call(std::move(at<Call>(from)));
          at<Call>(from).~Call();
        } else {
          ::new (to) Call*(&at<Call>(from));
        }
      },
      [](void* storage) noexcept {
        if constexpr (kFits<Call>) {
          at<Call>(storage).~Call();
        } else {
          delete &at<Call>(storage);
        }
      }};

  void take(MethodTask& other) noexcept {
    operations_ = std::exchange(other.operations_, nullptr);
    if (operations_ != nullptr) operations_->move(other.storage_, storage_);
  }
  void reset() noexcept {
    if (operations_ != nullptr) std::exchange(operations_, nullptr)->destroy(storage_);
  }

  const Operations* operations_ = nullptr;
  alignas(std::max_align_t) std::byte storage_[kCapacity];
};

// Logs GL0306: a message came to a component that has no handle_info.
GOLIVE_API void report_unhandled_message(const ComponentType& type);

struct InfoCall {
  static constexpr std::string_view kMethod = "handle_info";
  Message message;

  void operator()(const ComponentType& type, void* object, Socket& socket) const {
    if (type.handle_info != nullptr) type.handle_info(object, socket, message);
    else report_unhandled_message(type);
  }
};

// The task that gives `message` to handle_info.
inline MethodTask info_task(Message message) { return MethodTask(std::in_place, InfoCall{std::move(message)}); }

// `Method`: see BoundHandler.
template <auto M, class Method = decltype(M)>
struct MethodCall {
  using S = Signature<M>;
  template <class Indices>
  struct With;
};

template <auto M, class Method>
template <std::size_t... I>
struct MethodCall<M, Method>::With<std::index_sequence<I...>> {
  static constexpr std::string_view kMethod = qualified_member_name<M>();
  std::tuple<typename S::template Argument<I>...> arguments;

  template <std::size_t J>
  decltype(auto) argument() {
    auto& kept = std::get<J>(arguments);
    using Stored = std::remove_reference_t<decltype(kept)>;
    if constexpr (std::is_copy_constructible_v<Stored>) return std::as_const(kept);
    else return std::move(kept);
  }
  void operator()(const ComponentType& type, void* object, [[maybe_unused]] Socket& socket) {
    void* self = upcast(type, method_class<typename S::Class>, object);
    if (self == nullptr) throw_wrong_component(kMethod, type);
    auto& component = *static_cast<typename S::Class*>(self);
    if constexpr (S::takes_socket) (component.*M)(socket, argument<I>()...);
    else (component.*M)(argument<I>()...);
  }
};

template <auto M, std::size_t I, class Given>
constexpr bool check_message_argument() {
  using Parameter = typename Signature<M>::template Parameter<I>;
  constexpr bool by_value = !std::is_lvalue_reference_v<Parameter> || std::is_const_v<std::remove_reference_t<Parameter>>;
  constexpr bool converts = std::is_convertible_v<Given, typename Signature<M>::template Argument<I>>;
  static_assert(by_value, "a message handler takes its arguments by value or by const reference (only Socket& may come first)");
  static_assert(!by_value || converts, "an argument of this message does not convert to the handler's parameter");
  return by_value && converts;
}

template <auto M, class... Given>
constexpr bool check_message() {
  if constexpr (!MethodTraits<std::remove_cv_t<decltype(M)>>::is_method) {
    static_assert(MethodTraits<std::remove_cv_t<decltype(M)>>::is_method,
                  "the handler of a message must be a non-static member function (of an overloaded one say which: static_cast<void "
                  "(C::*)(int)>(&C::m))");
    return false;
  } else {
    constexpr std::size_t count = Signature<M>::count;
    static_assert(sizeof...(Given) >= count, "too few arguments for this handler: give one for each parameter after Socket&");
    static_assert(sizeof...(Given) <= count, "too many arguments for this handler: give one for each parameter after Socket&");
    if constexpr (sizeof...(Given) != count) {
      return false;
    } else {
      return []<std::size_t... I>(std::index_sequence<I...>) { return (check_message_argument<M, I, Given>() && ... && true); }
      (std::index_sequence_for<Given...>{});
    }
  }
}

// The task that calls M with [Socket&] args...; the arguments are converted and kept now.
template <auto M, class... Args>
MethodTask bind_message([[maybe_unused]] Args&&... args) {
  if constexpr (check_message<M, Args...>()) {
    return [&]<std::size_t... I>(std::index_sequence<I...> indices) {
      using Call = typename MethodCall<M>::template With<decltype(indices)>;
      return MethodTask(std::in_place, Call{{static_cast<typename Signature<M>::template Argument<I>>(std::forward<Args>(args))...}});
    }
    (std::index_sequence_for<Args...>{});
  } else {
    return MethodTask();
  }
}

// What MethodTask::method_id() is for tasks that call M.
template <auto M>
const void* method_id() noexcept {
  return MethodTask::id_of<typename MethodCall<M>::template With<std::make_index_sequence<Signature<M>::count>>>();
}

}  // namespace golive::detail
