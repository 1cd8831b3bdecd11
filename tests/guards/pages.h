#pragma once
// The pages whose cost is guarded. They are not those of the examples, which change with what they show.
#include <golive/golive.h>

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

namespace guards {

struct Counter {
  std::int64_t count = 0;
  void inc() { ++count; }
  void dec() { --count; }
  golive::Html render() const {
    return HTML(R"(<output>{count}</output> <button lv-click={}>-</button> <button lv-click={}>+</button>)", count,
                golive::on<&Counter::dec>(), golive::on<&Counter::inc>());
  }
};

struct Item {
  std::int64_t id = 0;
  std::string name = {};
  int quantity = 0;
  double price = 0;
  std::uint32_t version = 0;
};

inline std::vector<Item> make_items(std::int64_t count) {
  std::vector<Item> items;
  for (std::int64_t id = 1; id <= count; ++id)
    items.push_back(
        {.id = id, .name = "item " + std::to_string(id), .quantity = static_cast<int>(id % 7), .price = 1.25 * static_cast<double>(id)});
  return items;
}

inline golive::Html row(const Item& item) {
  return HTML("<tr><td>{item.id}</td><td>{item.name}</td><td>{item.quantity}</td><td>{item.price}</td></tr>", item.id, item.name,
              item.quantity, item.price);
}

inline golive::Html table(const std::vector<Item>& items, bool versions) {
  return HTML("<table><tbody>{}</tbody></table>",
              versions ? golive::each(items, &Item::id, &Item::version, row) : golive::each(items, &Item::id, row));
}

// A thousand rows. Event touch: one cell of the row in the middle.
template <bool Versions>
struct Table {
  static constexpr bool survives = false;
  std::vector<Item> items = make_items(1000);

  void touch() {
    Item& item = items[items.size() / 2];
    ++item.quantity;
    ++item.version;
  }
  golive::Html render() const {
    return HTML("<button lv-click={}>touch</button> {}", golive::on<&Table::touch>().template as<"touch">(), table(items, Versions));
  }
};

// Shows the number published last.
struct Feed {
  golive::Service<golive::Topic<std::int64_t>> numbers;
  std::int64_t shown = 0;

  void connected(golive::Socket& socket) { socket.subscribe<&Feed::show>(*numbers); }
  void show(std::int64_t number) { shown = number; }
  golive::Html render() const { return HTML("<output>{shown}</output>", shown); }
};

// Where the loop is stopped, so that what is sent meanwhile is there at once. It stands on the spot: whatever sleeps would be a system
// call.
struct Barrier {
  std::atomic<bool> open = true;
  std::atomic<bool> reached = false;
  golive::ViewHandle guard = {};

  void stand() {
    reached = true;
    while (!open) {
    }
    reached = false;
  }
};

struct Guardhouse {
  golive::Service<Barrier> barrier;

  void connected(golive::Socket& socket) { barrier->guard = socket.handle(); }
  void stand() { barrier->stand(); }
  golive::Html render() const { return HTML("<p>halt</p>"); }
};

}  // namespace guards
