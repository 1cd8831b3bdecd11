// An app on a thread of its host: poll(), fd(), Boost.Asio.
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/strand.hpp>
#include <filesystem>
#include <functional>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include "golive/asio.h"
#include "golive/golive.h"
#include "unit/app/visitor.h"

namespace golive {
namespace {

using test::Visitor;

struct Clock {
  int beats = 0;
  void connected(Socket& socket) { socket.every<&Clock::beat>(5ms); }
  void beat() { ++beats; }
  Html render() const { return HTML("<p>{beats}</p>", beats); }
};

std::ptrdiff_t threads_of_this_process() {
  return std::distance(std::filesystem::directory_iterator("/proc/self/task"), std::filesystem::directory_iterator());
}

// Waits until `descriptor` is readable, as hosts do.
void wait_with_poll(int descriptor) {
  pollfd watched{.fd = descriptor, .events = POLLIN, .revents = 0};
  ::poll(&watched, 1, 20);
}
void wait_with_select(int descriptor) {
  fd_set set;
  FD_ZERO(&set);
  FD_SET(descriptor, &set);
  timeval longest{.tv_sec = 0, .tv_usec = 20'000};
  ::select(descriptor + 1, &set, nullptr, nullptr, &longest);
}
void wait_with_epoll(int descriptor) {
  const FileDescriptor set(::epoll_create1(EPOLL_CLOEXEC));
  epoll_event event{.events = EPOLLIN, .data = {}};
  ::epoll_ctl(set.get(), EPOLL_CTL_ADD, descriptor, &event);
  ::epoll_wait(set.get(), &event, 1, 20);
}

class PolledApp : public ::testing::Test {
 protected:
  PolledApp() {
    app_.live<Clock>("/").get("/thread", [this](const Request&) { return Response::text(on_host_thread() ? "host" : "another"); });
    app_.get("/poll", [this](const Request&) { return app_.poll(), Response::text("polled"); });
    app_.get("/stop", [this](const Request&) { return app_.stop(), Response::text("stopped"); });
    app_.listen("127.0.0.1", 0);
  }
  bool on_host_thread() const { return std::this_thread::get_id() == host_; }

  // Runs `host_step` until a browser, on a thread of its own, has done its visit.
  template <class Step>
  std::string while_visiting(std::function<std::string(const Visitor&)> visit, Step host_step) {
    app_.poll();  // listens
    std::future<std::string> result = std::async(std::launch::async, [&] { return visit(Visitor(app_.port())); });
    while (result.wait_for(0s) != std::future_status::ready) host_step();
    return result.get();
  }
  // Joins, and reads until the clock has beaten three times; frames come once a frame of the browser, so some beats share one.
  static std::string three_beats(const Visitor& visitor) {
    const auto joined = visitor.join("/");
    constexpr std::string_view kDiff = R"("d",{"d":{"0":)";
    for (;;) {
      const std::string frame = joined.socket->read().payload;
      if (frame.empty()) return "the socket ended";
      if (const std::size_t at = frame.find(kDiff); at != std::string::npos && std::stoi(frame.substr(at + kDiff.size())) >= 3)
        return "three";
    }
  }

  std::thread::id host_ = std::this_thread::get_id();
  App app_;
};

TEST_F(PolledApp, ServesPagesSocketsAndTimersInAnyLoopOfTheHost) {
  for (void (*wait)(int) : {wait_with_poll, wait_with_select, wait_with_epoll}) {
    const int descriptor = app_.fd();
    const std::string beats = while_visiting(three_beats, [&] {
      wait(descriptor);
      app_.poll(1ms);
    });
    EXPECT_EQ(beats, "three");
  }
}

TEST_F(PolledApp, ServesOnceAFrameWithoutADescriptor) {
  EXPECT_GT(app_.poll(), 0s);
  const std::string beats = while_visiting(three_beats, [&] {
    if (app_.poll(1ms) > 0s) ::poll(nullptr, 0, 1);
  });
  EXPECT_EQ(beats, "three");
}

TEST_F(PolledApp, MakesNoThreadAndRunsCallbacksOnTheHosts) {
  const auto before = threads_of_this_process();
  app_.poll();
  EXPECT_EQ(threads_of_this_process(), before);
  EXPECT_EQ(Visitor::body_of(while_visiting([](const Visitor& visitor) { return visitor.get("/thread"); }, [&] { app_.poll(); })), "host");
}

// The host may sleep for as long as poll() says, or on fd(): neither misses a beat, and an idle app does not wake it at all.
TEST_F(PolledApp, SaysWhenToCallAgain) {
  const int descriptor = app_.fd();
  while (app_.poll() == 0s) {
  }
  EXPECT_EQ(app_.poll(), Duration::max());
  pollfd watched{.fd = descriptor, .events = POLLIN, .revents = 0};
  EXPECT_EQ(::poll(&watched, 1, 0), 0);
  const test::TcpClient client(app_.port());
  EXPECT_EQ(::poll(&watched, 1, 10'000), 1);
}

TEST_F(PolledApp, RefusesToBePolledWithinItsOwnCallback) {
  const auto answer = while_visiting([](const Visitor& visitor) { return visitor.get("/poll"); }, [&] { app_.poll(); });
  EXPECT_EQ(Visitor::status_of(answer), 500);
}

TEST_F(PolledApp, RefusesToBeStoppedWithinItsOwnCallback) {
  const auto answer = while_visiting([](const Visitor& visitor) { return visitor.get("/stop"); }, [&] { app_.poll(); });
  EXPECT_EQ(Visitor::status_of(answer), 500);
}

TEST_F(PolledApp, IsPolledOrHasThreadsNotBoth) {
  app_.start();
  EXPECT_THROW(app_.poll(), Error);
  EXPECT_THROW(app_.fd(), Error);
  app_.stop();
  app_.poll();
  EXPECT_THROW(app_.start(), Error);
}

TEST_F(PolledApp, StopsAndStaysStoppedUntilAskedForItsDescriptor) {
  app_.poll();
  const std::uint16_t port = app_.port();
  app_.stop();
  EXPECT_EQ(app_.poll(), Duration::max());
  EXPECT_FALSE(test::TcpClient(port).connected());
  app_.fd();
  EXPECT_TRUE(test::TcpClient(app_.port()).connected());
}

TEST_F(PolledApp, TellsItsBrowsersWhenItStops) {
  app_.fd();
  std::promise<void> joined;
  auto seen = std::async(std::launch::async, [&] {
    const auto page = Visitor(app_.port()).join("/");
    joined.set_value();
    test::Frame frame;
    do frame = page.socket->read();
    while (frame.opcode == 1);
    return frame.opcode;
  });
  auto ready = joined.get_future();
  while (ready.wait_for(0s) != std::future_status::ready) app_.poll();
  app_.stop();
  EXPECT_EQ(seen.get(), 8);
}

TEST_F(PolledApp, ServesOnAHostsIoContext) {
  boost::asio::io_context io;
  AsioApp serving(io, app_);
  const std::string beats = while_visiting(three_beats, [&] { io.run_one_for(20ms); });
  EXPECT_EQ(beats, "three");
}

TEST_F(PolledApp, ServesOnAnIoContextThatSeveralThreadsRun) {
  boost::asio::io_context io;
  AsioApp serving(boost::asio::make_strand(io), app_);
  std::vector<std::jthread> threads(3);
  for (auto& thread : threads) thread = std::jthread([&] { io.run(); });
  std::vector<std::future<std::string>> visits;
  for (int i = 0; i < 4; ++i) visits.push_back(std::async(std::launch::async, [&] { return three_beats(Visitor(app_.port())); }));
  for (auto& visit : visits) EXPECT_EQ(visit.get(), "three");
  io.stop();
}

TEST_F(PolledApp, LeavesAnIoContextThatGoesOn) {
  boost::asio::io_context io;
  {
    const AsioApp serving(io, app_);
    io.poll();
  }
  app_.stop();
  io.restart();
  io.run();  // nothing is left to wait for
  EXPECT_TRUE(io.stopped());
}

}  // namespace
}  // namespace golive
