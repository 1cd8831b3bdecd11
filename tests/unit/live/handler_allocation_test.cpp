// What an ordinary event costs: no allocation once a thread has handled its first.
#include <gtest/gtest.h>

#include <cstring>
#include <string>

#include "allocations/allocation_count.h"
#include "fake_socket.h"
#include "golive/component.h"
#include "golive/handler.h"
#include "golive/html.h"

namespace {

using namespace golive;

struct Counter {
  int count = 0;
  void inc() { ++count; }
  void add(int by) { count += by; }
  void rename(std::string_view name) { count = static_cast<int>(name.size()); }
  Html render() const { return {}; }
};

struct FixedSink {
  char text[128];
  std::size_t size = 0;
  void append(std::string_view piece) {
    std::memcpy(text + size, piece.data(), piece.size());
    size += piece.size();
  }
};

template <class Run>
std::size_t allocations_of(Run run) {
  run();  // the first time may set things up
  const std::size_t before = test::allocations();
  run();
  return test::allocations() - before;
}

TEST(Allocation, writing_a_binding_makes_none) {
  const std::string name(100, 'x');
  EXPECT_EQ(allocations_of([&] {
              FixedSink sink;
              on<&Counter::inc>().write_to(sink);
              on<&Counter::add>(-1).write_to(sink);
            }),
            0U);
  EXPECT_EQ(allocations_of([&] {
              FixedSink sink;
              on<&Counter::rename>(name).write_to(sink);
            }),
            0U);
}

TEST(Allocation, handling_an_event_makes_none) {
  const auto& type = detail::component_type<Counter>();
  Counter counter;
  std::string reply;
  for (const std::string_view event : {"inc", "add(-1)", "add", "rename(\"a text of more than fifteen characters\")"}) {
    EXPECT_EQ(allocations_of([&] {
                const Payload payload(R"({"value":"5","name":"count"})");
                EXPECT_TRUE(detail::dispatch(type, &counter, fake_socket(), event, payload, reply));
              }),
              0U)
        << event;
  }
}

}  // namespace
