#include <golive/testing.h>
#include <golive/testing/mocks.h>
#include <gtest/gtest.h>

#include "counter.h"

TEST(Counter, CountsClicks) {
  auto page = golive::testing::live<Counter>("/");
  EXPECT_EQ(page.text("output"), "0");
  page.click("button", "+");
  EXPECT_EQ(page.text("output"), "1");
}

struct Clock {
  int ticks = 0;
  void mount(golive::Socket& socket) { socket.every<&Clock::tick>(std::chrono::seconds(1)); }
  void tick() { ++ticks; }
  golive::Html render() const { return HTML("<p>{ticks}</p>", ticks); }
};

TEST(Clock, TicksWithoutAPage) {
  Clock clock;
  golive::testing::MockSocket socket(clock);
  clock.mount(socket);
  socket.timer<&Clock::tick>().fire();
  socket.advance(std::chrono::seconds(2));
  socket.handle().send<&Clock::tick>();
  socket.deliver();
  EXPECT_EQ(clock.ticks, 4);
  EXPECT_THROW(golive::testing::MockSocket().expect_redirect("/"), golive::testing::Failure);
}

TEST(Counter, AButtonThatIsNotThereIsAFailure) {
  auto page = golive::testing::live<Counter>("/");
  EXPECT_THROW(page.click("button", "-"), golive::testing::Failure);
}
