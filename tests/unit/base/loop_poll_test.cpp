// A loop inside another one: what the host's poll, select or epoll sees.
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <functional>
#include <stdexcept>
#include <thread>
#include <vector>

#include "base/loop.h"
#include "base/timer.h"

namespace golive {
namespace {

using namespace std::chrono_literals;

bool poll_sees(int descriptor, int wait_ms) {
  pollfd watched{.fd = descriptor, .events = POLLIN, .revents = 0};
  return ::poll(&watched, 1, wait_ms) == 1;
}

bool select_sees(int descriptor) {
  fd_set set;
  FD_ZERO(&set);
  FD_SET(descriptor, &set);
  timeval none{};
  return ::select(descriptor + 1, &set, nullptr, nullptr, &none) == 1;
}

// Level-triggered, and told anew at each wait.
bool epoll_sees(int descriptor) {
  const FileDescriptor set(::epoll_create1(EPOLL_CLOEXEC));
  epoll_event event{.events = EPOLLIN, .data = {}};
  ::epoll_ctl(set.get(), EPOLL_CTL_ADD, descriptor, &event);
  return ::epoll_wait(set.get(), &event, 1, 0) == 1 && ::epoll_wait(set.get(), &event, 1, 0) == 1;
}

TEST(LoopPoll, NothingToDoIsSaidAndSeen) {
  Loop loop(0);
  EXPECT_EQ(loop.poll(1s), std::chrono::nanoseconds::max());
  EXPECT_FALSE(poll_sees(loop.descriptor(), 0));
  EXPECT_FALSE(select_sees(loop.descriptor()));
  EXPECT_FALSE(epoll_sees(loop.descriptor()));
}

TEST(LoopPoll, WhatAnotherThreadPostsIsSeenUntilItHasRun) {
  Loop loop(0);
  loop.poll(1s);
  int runs = 0;
  std::jthread([&] { loop.post([&] { ++runs; }); }).join();
  EXPECT_TRUE(poll_sees(loop.descriptor(), 0));
  EXPECT_TRUE(select_sees(loop.descriptor()));
  EXPECT_TRUE(epoll_sees(loop.descriptor()));
  EXPECT_EQ(loop.poll(1s), std::chrono::nanoseconds::max());
  EXPECT_EQ(runs, 1);
  EXPECT_FALSE(poll_sees(loop.descriptor(), 0));
}

TEST(LoopPoll, ATimerIsAnnouncedAndSeenWhenDue) {
  Loop loop(0);
  int runs = 0;
  Timer timer(loop, [&] { ++runs; });
  timer.start(30ms);
  const auto next = loop.poll(1s);
  EXPECT_GT(next, 0ms);
  EXPECT_LE(next, 30ms);
  EXPECT_FALSE(poll_sees(loop.descriptor(), 0));
  EXPECT_EQ(runs, 0);
  EXPECT_TRUE(poll_sees(loop.descriptor(), 10'000));
  loop.poll(1s);
  EXPECT_EQ(runs, 1);
  EXPECT_FALSE(poll_sees(loop.descriptor(), 0));
}

TEST(LoopPoll, AnEarlierTimerMovesTheAlarmForward) {
  Loop loop(0);
  int runs = 0;
  Timer late(loop, [] {});
  Timer early(loop, [&] { ++runs; });
  late.start(1h);
  early.start(1ms);
  EXPECT_TRUE(poll_sees(loop.descriptor(), 10'000));
  EXPECT_GT(loop.poll(1s), 59min);
  EXPECT_EQ(runs, 1);
}

TEST(LoopPoll, WhatTheBudgetDoesNotReachStaysSeen) {
  Loop loop(0);
  int runs = 0;
  for (int i = 0; i < 3; ++i) loop.post([&] { ++runs; });
  EXPECT_EQ(loop.poll(0s), 0s);
  EXPECT_EQ(loop.poll(0s), 0s);
  EXPECT_LT(runs, 3);
  EXPECT_TRUE(poll_sees(loop.descriptor(), 0));
  while (loop.poll(0s) == 0s) {
  }
  EXPECT_EQ(runs, 3);
  loop.poll(0s);
  EXPECT_FALSE(poll_sees(loop.descriptor(), 0));
}

TEST(LoopPoll, WorkThatPostsMoreDoesNotKeepTheHost) {
  Loop loop(0);
  std::function<void()> again = [&] { loop.post(again); };
  again();
  EXPECT_EQ(loop.poll(2ms), 0s);
  EXPECT_TRUE(poll_sees(loop.descriptor(), 0));
}

TEST(LoopPoll, MayMoveFromThreadToThread) {
  Loop loop(0);
  bool current = false;
  loop.post([&] { current = loop.is_current(); });
  std::jthread([&] { loop.poll(1s); }).join();
  EXPECT_TRUE(current);
  EXPECT_FALSE(loop.is_current());
}

TEST(LoopPoll, ExceptionsReachTheHostAndLoseNothingElse) {
  Loop loop(0);
  bool after = false;
  loop.post([] { throw std::runtime_error("of the host's own work"); });
  loop.post([&] { after = true; });
  EXPECT_THROW(loop.poll(1s), std::runtime_error);
  loop.poll(1s);
  EXPECT_TRUE(after);
}

}  // namespace
}  // namespace golive
