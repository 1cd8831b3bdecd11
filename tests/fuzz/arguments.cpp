// The text of an event, "order(1,[2])", into a call of a member function.
#include <optional>
#include <string>
#include <vector>

#include "fuzz/sound_json.h"
#include "fuzz/target.h"
#include "golive/component.h"
#include "golive/detail/handler_task.h"
#include "golive/handler.h"
#include "golive/html.h"
#include "golive/payload.h"
#include "unit/live/fake_socket.h"

namespace golive::fuzz {
namespace {

using Status = detail::DispatchResult::Status;

enum class Side : std::uint8_t { buy, sell };
struct Address {
  std::string city;
  bool gift = false;
  bool operator==(const Address&) const = default;
};

struct Shop {
  int calls = 0;
  int count = 0;
  std::string last{};
  Side side = Side::buy;
  Address address{};
  std::vector<int> list{};

  void inc() { ++calls; }
  void add(std::int8_t by) { ++calls, count = by; }
  std::string order(Side of, double price, std::string note) {
    ++calls, side = of, count = price > 1, last = std::move(note);
    return last;
  }
  void rename(std::string name) { ++calls, last = std::move(name); }
  void send(Socket&, Address to, std::optional<int> floor) { ++calls, address = std::move(to), count = floor.value_or(-1); }
  void many(std::vector<int> values) { ++calls, list = std::move(values); }
  std::vector<Address> all(int id, const Payload& payload) {
    ++calls, count = id, last = payload.text();
    return {address};
  }
  bool operator==(const Shop&) const = default;
  Html render() const { return {}; }
};

// Writing a binding is what registers its handler; a page would do this in render().
[[maybe_unused]] void bind(std::string& sink) {
  on<&Shop::inc>().write_to(sink);
  on<&Shop::add>(1).write_to(sink);
  on<&Shop::order>(Side::buy, 1.0, "").write_to(sink);
  on<&Shop::rename>().write_to(sink);
  on<&Shop::send>(Address{}).write_to(sink);
  on<&Shop::many>().write_to(sink);
  on<&Shop::all>(1).write_to(sink);
}

Status send(Shop& shop, std::string_view event, std::string_view payload) {
  std::string reply;
  const auto result = detail::dispatch(detail::component_type<Shop>(), &shop, fake_socket(), event, Payload(payload), reply);
  require(reply.empty() || is_json(reply), "a reply is JSON");
  require(result.message.empty() == (result.status == Status::ok), "a refusal has a text, and nothing else");
  return result.status;
}

template <class Binding>
void send_again(const Shop& shop, const Binding& binding) {
  std::string event;
  binding.write_to(event);
  Shop other;
  require(send(other, event, {}) == Status::ok, "what a page says is taken");
  require(other.last == shop.last && other.side == shop.side && other.address == shop.address && other.list == shop.list,
          "as it was meant");
}

// EVENT LF PAYLOAD
void arguments(std::string_view input) {
  std::string_view event = input;
  const std::string_view payload = split_off(event, '\n');
  Shop shop;
  const Status status = send(shop, event, payload);
  if (status != Status::ok) return require(shop == Shop{}, "what is refused changes nothing");
  require(shop.calls == 1, "one event is one call");
  if (event.starts_with("order")) send_again(shop, on<&Shop::order>(shop.side, 0.5, shop.last));
  if (event.starts_with("rename")) send_again(shop, on<&Shop::rename>(shop.last));
  if (event.starts_with("send")) send_again(shop, on<&Shop::send>(shop.address, shop.count));
  if (event.starts_with("many")) send_again(shop, on<&Shop::many>(shop.list));
}

const Registration registered({"arguments", "src/live/handler_dispatch.cpp include/golive/detail/handler_invoke.h", arguments});

}  // namespace
}  // namespace golive::fuzz
