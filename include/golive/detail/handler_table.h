#pragma once
// Typed handlers at run time: which methods a component type binds, under which names, and how an event reaches one.
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <typeinfo>
#include <vector>

#include "golive/detail/api.h"
#include "golive/detail/json_value.h"

namespace golive {
class Payload;
class Socket;
struct DecodeError;

namespace detail {

struct ComponentType;

// The class a method was declared in, which may be a base of the component's.
struct MethodClass {
  const std::type_info* info;
  // True if components of `type` are of this class: it is their class or an unambiguous public base of it.
  bool (*accepts)(const ComponentType& type);
  // The object as this class; nullptr if it is not of it.
  void* (*catch_pointer)(const ComponentType& type, void* object);
};

// One method under one name. Made by on<&C::m>, before main; lives as long as the program.
struct Handler {
  std::string_view name;    // what events call it
  std::string_view method;  // "Counter::add"
  std::string_view type;    // "void (Counter::*)(int)"
  const MethodClass* owner;
  // No parameters and no result: the whole call. Else nullptr.
  void (*call_plain)(void* object);
  // Decodes what the method takes, calls it, appends its JSON result to `reply`. False: `error` says why, nothing was called.
  bool (*call)(void* object, Socket&, JsonValue arguments, const Payload&, std::string& reply, DecodeError& error);
  Handler* next = nullptr;
  mutable std::atomic<bool> sealed = false;  // set when a table collects it
};

// Adds a handler to those of the program. Any thread; during start-up or when a shared library is loaded.
GOLIVE_API void register_handler(Handler& handler) noexcept;

// A method that .sealed() stands behind somewhere in the program: under all its names its events need a tag, whether a view has rendered
// that place or not. Made before main; lives as long as the program.
struct SealedMethod {
  std::string_view method;
  std::string_view type;
  const MethodClass* owner;
  SealedMethod* next = nullptr;
};
// As register_handler.
GOLIVE_API void register_sealed(SealedMethod& method) noexcept;

// The object as its class `owner`; nullptr if the component's type is not derived from it. Remembers the way after the first call.
GOLIVE_API void* upcast(const ComponentType& type, const MethodClass& owner, void* object);

// The handlers of one component type: those of its class and of its bases.
class GOLIVE_API HandlerTable {
 public:
  HandlerTable() = default;
  HandlerTable(const HandlerTable&) = delete;
  HandlerTable& operator=(const HandlerTable&) = delete;
  ~HandlerTable();

  // Once: collects what is registered so far. Throws Error (GL0301) if two methods share a name.
  void collect(const ComponentType& type);

  const Handler* find(std::string_view name) const noexcept;
  // The name most like `name`, or empty.
  std::string_view nearest(std::string_view name) const;
  // "buy, cancel": the first few names, for messages.
  std::string names() const;
  bool empty() const noexcept { return handlers_.empty(); }
  // Whether any of them is sealed.
  bool has_sealed() const noexcept { return has_sealed_; }

 private:
  friend void* upcast(const ComponentType&, const MethodClass&, void*);
  // How far a base class lies from the start of the component; found once, then only read. Any thread.
  struct Offset {
    const MethodClass* owner;
    std::ptrdiff_t bytes;
    const Offset* next;
  };
  const Handler*& slot_of(std::string_view name) noexcept;

  std::vector<const Handler*> handlers_;  // sorted by name
  std::vector<const Handler*> slots_;     // open addressing by hash of the name, a power of two
  mutable std::atomic<const Offset*> offsets_{nullptr};
  bool has_sealed_ = false;
};

struct DispatchResult {
  enum class Status : std::uint8_t { ok, unknown_event, bad_arguments };
  Status status = Status::ok;
  std::string message;  // for the log and the development page, never for a browser in production
  explicit operator bool() const noexcept { return status == Status::ok; }
};

// Delivers one event: `event` is a handler's name with its JSON arguments, as written by on<>: "inc" or "add(-1)"; what no typed handler
// takes goes to handle_event. The result as JSON is appended to `reply` (nothing for void). On failure nothing was called and the
// component is unchanged. What the handler throws passes through. `event` and `payload` must outlive the call only.
GOLIVE_API DispatchResult dispatch(const ComponentType& type, void* object, Socket& socket, std::string_view event, const Payload& payload,
                                   std::string& reply);

}  // namespace detail
}  // namespace golive
