#pragma once
// What the runtime knows of a component's type: one constant table a type, made by component_type<C>() (golive/component.h).
// Threads: the table is read-only after the start; its functions run on the loop that owns the object.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <typeinfo>

#include "golive/detail/handler_table.h"

namespace golive {

class Html;
class Message;
class Params;
class Payload;
class Session;
class Socket;
struct Url;
enum class TerminateReason : std::uint8_t;

namespace detail {

// Owns one component object of any type.
using ComponentPtr = std::unique_ptr<void, void (*)(void*)>;

// Entries are nullptr where the component has no such member, except `render`.
struct ComponentType {
  std::string_view name;       // snake_case, or `static constexpr name`
  std::string_view type_name;  // as C++ spells it, for messages
  const std::type_info* info = nullptr;
  std::size_t size = 0;                           // of an object
  void (*throw_pointer)(void* object) = nullptr;  // throws object as C*; how a handler of a base class finds its part of it

  Html (*render)(const void* object) = nullptr;
  void (*mount)(void* object, Socket&, const Params&, const Session&) = nullptr;
  void (*connected)(void* object, Socket&) = nullptr;
  void (*handle_params)(void* object, Socket&, const Params&, const Url&) = nullptr;
  // False: not handled (the member returned false). What else it returns is appended to `reply` as JSON. Called by dispatch().
  bool (*handle_event)(void* object, Socket&, std::string_view event, const Payload&, std::string& reply) = nullptr;
  void (*handle_info)(void* object, Socket&, const Message&) = nullptr;
  void (*terminate)(void* object, TerminateReason) = nullptr;

  HandlerTable handlers;
};

}  // namespace detail
}  // namespace golive
