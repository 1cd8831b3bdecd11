// What an event costs between render and socket: the diff of two trees that were rendered before, and the frames round it.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <string>
#include <vector>

#include "diff/memory.h"
#include "golive/html.h"
#include "protocol/frame_reader.h"
#include "protocol/frame_writer.h"

namespace golive {
namespace {

struct Order {
  int id;
  std::string name;
  int quantity;
  double price;
  std::string status;
  std::uint64_t version = 0;
};

std::vector<Order> make_orders(int count) {
  std::vector<Order> orders;
  for (int i = 0; i < count; ++i) orders.push_back({i, "order " + std::to_string(i), i % 7, i * 1.25, i % 3 == 0 ? "new" : "sent"});
  return orders;
}

Html row(const Order& order) {
  return HTML("<tr><td>{order.id}</td><td>{order.name}</td><td>{order.quantity}</td><td>{order.price}</td><td>{order.status}</td></tr>",
              order.id, order.name, order.quantity, order.price, order.status);
}

const detail::Instance& table(const std::vector<Order>& orders) {
  return detail::root_instance(HTML("<table><tbody>{}</tbody></table>", each(orders, &Order::id, row)));
}

const detail::Instance& versioned_table(const std::vector<Order>& orders) {
  return detail::root_instance(HTML("<table><tbody>{}</tbody></table>", each(orders, &Order::id, &Order::version, row)));
}

const detail::Instance& counter(int count) { return detail::root_instance(HTML("<output>{count}</output>", count)); }

// Two trees, one flush each in turn.
void alternate(benchmark::State& state, const detail::Instance& one, const detail::Instance& other) {
  diff::Memory memory(1);
  diff::Templates sent;
  std::string out;
  memory.remember(one);
  bool is_other = true;
  for (auto _ : state) {
    out.clear();
    benchmark::DoNotOptimize(memory.write_diff(is_other ? other : one, sent, out));
    is_other = !is_other;
  }
  state.counters["bytes"] = static_cast<double>(out.size());
}

void counter_frame(benchmark::State& state) {
  RenderScope scope;
  const detail::Instance& one = counter(5);
  const detail::Instance& other = counter(6);
  diff::Memory memory(1);
  diff::Templates sent;
  std::string out;
  memory.remember(one);
  std::uint64_t seq = 0;
  for (auto _ : state) {
    out.clear();
    protocol::FrameWriter frame(protocol::native_codec(), out, {.seq = ++seq, .ack = seq}, protocol::FrameKind::diff);
    memory.write_diff(seq % 2 != 0 ? other : one, sent, frame.body());
    frame.templates(sent).end();
    benchmark::DoNotOptimize(out.data());
  }
}
BENCHMARK(counter_frame);

void one_cell_of_a_table(benchmark::State& state) {
  RenderScope scope;
  std::vector<Order> orders = make_orders(static_cast<int>(state.range(0)));
  const detail::Instance& one = table(orders);
  orders[orders.size() / 2].quantity = 99;
  alternate(state, one, table(orders));
}
BENCHMARK(one_cell_of_a_table)->Arg(1'000)->Arg(10'000);

void prepend_and_remove(benchmark::State& state) {
  RenderScope scope;
  std::vector<Order> orders = make_orders(static_cast<int>(state.range(0)));
  const detail::Instance& one = table(orders);
  orders.insert(orders.begin(), {-1, "first", 1, 1, "new"});
  alternate(state, one, table(orders));
}
BENCHMARK(prepend_and_remove)->Arg(1'000)->Arg(10'000);

void reverse_all_rows(benchmark::State& state) {
  RenderScope scope;
  std::vector<Order> orders = make_orders(static_cast<int>(state.range(0)));
  const detail::Instance& one = table(orders);
  std::reverse(orders.begin(), orders.end());
  alternate(state, one, table(orders));
}
BENCHMARK(reverse_all_rows)->Arg(1'000);

// Render and diff together: skipping is part of both.
void one_cell_of_a_versioned_table(benchmark::State& state) {
  std::vector<Order> orders = make_orders(static_cast<int>(state.range(0)));
  diff::Memory memory(1);
  diff::Templates sent;
  std::string out;
  {
    RenderScope scope;
    memory.remember(versioned_table(orders));
  }
  Order& touched = orders[orders.size() / 2];
  for (auto _ : state) {
    ++touched.quantity;
    ++touched.version;
    out.clear();
    RenderScope scope(&memory);
    benchmark::DoNotOptimize(memory.write_diff(versioned_table(orders), sent, out));
  }
  state.counters["bytes"] = static_cast<double>(out.size());
}
BENCHMARK(one_cell_of_a_versioned_table)->Arg(1'000)->Arg(10'000);

void full_tree_of_a_table(benchmark::State& state) {
  RenderScope scope;
  const detail::Instance& root = table(make_orders(static_cast<int>(state.range(0))));
  diff::Memory memory(1);
  diff::Templates sent;
  std::string out;
  for (auto _ : state) {
    out.clear();
    memory.write_full(root, sent, out);
  }
  state.counters["memory"] = static_cast<double>(memory.heap_bytes());
}
BENCHMARK(full_tree_of_a_table)->Arg(1'000);

void read_event(benchmark::State& state) {
  std::string buffer;
  for (auto _ : state) {
    auto message = protocol::read_frame(R"([7,"inc",null,12])", buffer);
    benchmark::DoNotOptimize(message);
  }
}
BENCHMARK(read_event);

}  // namespace
}  // namespace golive

BENCHMARK_MAIN();
