// A whole component in the oldest dialect that the headers promise: reflection, handlers, payloads, survival, topics.
#include "golive/golive.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace shop {

enum class Size { small, large };

struct Address {
  std::string street;
  int number = 0;
};

struct Order {
  std::string name;
  Size size = Size::small;
  std::optional<int> age;
  std::vector<std::string> tags;
  Address to;
  bool gift = false;
};

struct Prices {
  int shown = 0;
};

struct Base {
  int seen = 0;
  void look() noexcept { ++seen; }
};

struct Shop : Base {
  int count;
  Order order;
  std::array<std::int64_t, 3> totals;
  golive::Service<golive::Topic<int>> prices;
  golive::transient<std::map<std::string, int>> cache;
  static constexpr auto state = golive::fields(&Shop::seen, &Shop::count, &Shop::order, &Shop::totals, &Shop::prices, &Shop::cache);

  void mount(golive::Socket&, const golive::Params& params) { count = params.get<int>("count").value_or(0); }
  void connected(golive::Socket& socket) {
    socket.subscribe<&Shop::show>(*prices);
    socket.every<&Shop::tick>(golive::Duration(1'000'000'000));
  }
  void show(int price) { totals[0] = price; }
  void tick() { ++count; }
  void add(int by) { count += by; }
  int get() const { return count; }
  void save(golive::Socket&, Order placed) { order = placed; }
  bool handle_event(std::string_view event, const golive::Payload& payload) { return event == "x" && payload.has("y"); }
  void handle_info(const golive::Message& message) {
    if (const int* number = message.get<int>()) count = *number;
  }
  void terminate(golive::TerminateReason) {}

  golive::Html render() const {
    return GOLIVE_HTML(R"(<p lv-click={}>{count}</p><p lv-click={}></p><p lv-click={}></p><form lv-submit={}></form>)",
                       golive::on<&Shop::add>(1), count, golive::on<&Shop::get>(), golive::on<&Shop::look>(), golive::on<&Shop::save>());
  }
};

void serve(golive::Topic<int>& prices) {
  golive::App app;
  app.live("/shop", [&prices] { return Shop{{}, 0, {}, {}, prices, {}}; });
}

static_assert(golive::detail::field_count<Order> == 6);
static_assert(golive::detail::field_name<Order, 4>() == "to");

}  // namespace shop
