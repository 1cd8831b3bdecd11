#include "golive/detail/component_type.h"
#include "golive/detail/handler_invoke.h"
#include "golive/detail/handler_table.h"
#include "golive/error.h"
#include "golive/payload.h"

namespace golive::detail {

namespace {

constexpr std::size_t kShownBytes = 40;

// "add(-1)" in its parts.
struct EventText {
  std::string_view name;
  std::string_view arguments;  // between the parentheses
  bool is_closed = true;
};

EventText split(std::string_view event) noexcept {
  const std::size_t open = event.find('(');
  if (open == std::string_view::npos) return {event, {}, true};
  const bool is_closed = event.back() == ')';
  return {event.substr(0, open), event.substr(open + 1, event.size() - open - (is_closed ? 2 : 1)), is_closed};
}

DispatchResult unknown_event(const ComponentType& type, std::string_view name) {
  std::string advice = "bound: " + (type.handlers.empty() ? std::string("nothing") : type.handlers.names());
  const std::string_view nearest = type.handlers.nearest(name);
  if (!nearest.empty()) advice.append("   did you mean '").append(nearest).append("'?");
  return {DispatchResult::Status::unknown_event, Error::of("GL0304", {type.type_name, name.substr(0, kShownBytes), advice}).what()};
}

DispatchResult bad_arguments(const Handler& handler, std::string_view reason) {
  const std::string advice = std::string("it is ").append(handler.type);
  return {DispatchResult::Status::bad_arguments, Error::of("GL0305", {handler.method, reason, advice}).what()};
}

DispatchResult call_handler(const Handler& handler, void* self, Socket& socket, const EventText& event, const Payload& payload,
                            std::string& reply) {
  JsonDocument arguments;
  if (!event.is_closed) return bad_arguments(handler, "its arguments have no closing parenthesis");
  if (!event.arguments.empty() && !arguments.parse_list(event.arguments)) return bad_arguments(handler, "its arguments are not JSON");
  DecodeError error;
  if (handler.call(self, socket, arguments.root(), payload, reply, error)) return {};
  return bad_arguments(handler, error.text());
}

}  // namespace

bool fail_argument_count(DecodeError& error, std::size_t given, std::size_t least, std::size_t most) {
  error.path = "arguments";
  error.expected = least == most ? std::to_string(most) : std::to_string(least) + " or " + std::to_string(most);
  error.got = std::to_string(given);
  return false;
}

DispatchResult dispatch(const ComponentType& type, void* object, Socket& socket, std::string_view event, const Payload& payload,
                        std::string& reply) {
  const EventText parts = split(event);
  if (const Handler* handler = type.handlers.find(parts.name)) {
    void* self = upcast(type, *handler->owner, object);
    if (handler->call_plain == nullptr || parts.name.size() != event.size())
      return call_handler(*handler, self, socket, parts, payload, reply);
    handler->call_plain(self);
    return {};
  }
  if (type.handle_event != nullptr && type.handle_event(object, socket, event, payload, reply)) return {};
  return unknown_event(type, parts.name);
}

}  // namespace golive::detail
