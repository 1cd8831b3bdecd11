#pragma once
// A message of any type, on its way to a view.
//
//     void handle_info(Socket&, const Message& message) {
//       if (const Price* price = message.get<Price>()) last = price->cents;
//     }
#include <memory>
#include <type_traits>
#include <typeinfo>
#include <utility>

namespace golive {

// Holds one value of a copyable type. Copies share the value, which never changes; any thread may read it.
// Types are compared as typeid does, so a message may cross shared libraries.
class Message {
 public:
  Message() noexcept = default;

  template <class T>
  static Message of(T value) {
    static_assert(std::is_copy_constructible_v<T>, "a message is a copyable value: several views may receive it");
    Message message;
    message.value_ = std::make_shared<const T>(std::move(value));
    message.type_ = &typeid(T);
    return message;
  }

  // The value if it is exactly a T, else nullptr.
  template <class T>
  const T* get() const noexcept {
    return type_ != nullptr && *type_ == typeid(T) ? static_cast<const T*>(value_.get()) : nullptr;
  }
  bool empty() const noexcept { return type_ == nullptr; }

 private:
  std::shared_ptr<const void> value_;
  const std::type_info* type_ = nullptr;
};

}  // namespace golive
