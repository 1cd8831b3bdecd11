// Faults of connections: what they cost, what they lose, and what they leave behind.
#include <gtest/gtest.h>
#include <malloc.h>

#include <atomic>
#include <filesystem>
#include <list>
#include <string>
#include <vector>

#include "golive/golive.h"
#include "unit/app/visitor.h"

namespace golive {
namespace {

using namespace std::chrono_literals;
using test::eventually;
using test::Tab;
using test::TcpClient;
using test::Visitor;

struct Clicks {
  int count = 0;
  void add() { ++count; }
  Html render() const { return HTML("<p lv-click={}>{count}</p>", on<&Clicks::add>(), count); }
};

std::size_t entries(const char* directory) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(directory), {}));
}

// Opens tabs that end in every way: a goodbye, a close frame, a plain cut, a cut before the join, and in the middle of a frame.
void churn(const App& app, int times) {
  for (int i = 0; i < times; ++i) {
    Tab tab(app.port());
    tab.ask("add");
    if (i % 4 == 0) tab.leave();
    if (i % 4 == 1) tab.socket->tcp.send(test::client_frame(0x88, test::close_payload(1000)));
    if (i % 4 == 2) tab.socket->tcp.send(test::client_frame(0x81, tab.message("add")).substr(0, 9));
    const test::SocketClient early(app.port(), "/live/websocket?vsn=golive1");
  }
  EXPECT_TRUE(eventually([&] {
    const Stats stats = app.stats();
    return stats.mounts == stats.terminates && stats.views == 0 && stats.parked == 0;
  }));
}

TEST(KnownFaults, W03_ConnectionsThatCloseLeaveNothingBehind) {
  App app(Config{.threads = 1,
                 .parking = {.served = {.views = 64, .bytes = 1u << 20, .time = 0s}, .lost = {.views = 0, .bytes = 0, .time = 0s}}});
  app.live<Clicks>("/").listen("127.0.0.1", 0).start();
  churn(app, 300);
  const std::size_t heap = mallinfo2().uordblks;
  const std::size_t threads = entries("/proc/self/task");
  const std::size_t descriptors = entries("/proc/self/fd");
  constexpr int kTimes = 1500;
  churn(app, kTimes);
  EXPECT_LT(mallinfo2().uordblks, heap + kTimes * 16) << "a leak of one object a connection is more";
  EXPECT_EQ(entries("/proc/self/task"), threads);
  EXPECT_TRUE(eventually([&] { return entries("/proc/self/fd") <= descriptors; }));
}

TEST(KnownFaults, W04_AnIdleViewIsSmall) {
  App app(Config{.threads = 1});
  app.live<Clicks>("/").listen("127.0.0.1", 0).start();
  std::list<Tab> tabs;
  for (int i = 0; i < 50; ++i) tabs.emplace_back(app.port());
  const std::size_t before = mallinfo2().uordblks;
  constexpr std::size_t kTabs = 400;
  for (std::size_t i = 0; i < kTabs; ++i) tabs.emplace_back(app.port());
  EXPECT_EQ(app.stats().views, kTabs + 50);
  EXPECT_LT((mallinfo2().uordblks - before) / kTabs, 10u << 10) << "view, component, socket and session, and our end of it";
}

TEST(KnownFaults, W06_AnIdlePageKeepsItsOneSocketAndItsState) {
  App app(Config{.threads = 1, .http = {.ping_time = 20ms, .pong_time = 2s}});
  app.live<Clicks>("/").listen("127.0.0.1", 0).start();
  Tab tab(app.port());
  tab.ask("add");
  for (int silences = 0; silences < 6; ++silences) {
    const test::Frame ping = test::read_frame(tab.socket->tcp);
    ASSERT_EQ(ping.opcode, 9) << ping.payload;
    tab.pong(ping.payload);
  }
  EXPECT_EQ(tab.ask("add"), R"([3,2,"d",{"d":{"1":2}}])");
  EXPECT_EQ(app.stats().mounts, 1u);
  EXPECT_EQ(app.stats().resumes, 1u) << "its first join, and no other";
}

TEST(KnownFaults, W08_EventsThatComeAtOnceAreAllTakenInOrder) {
  App app(Config{.threads = 1});
  app.live<Clicks>("/").listen("127.0.0.1", 0).start();
  Tab tab(app.port(), "/", {}, 4096);
  constexpr int kEvents = 1000;
  std::string burst;
  for (int i = 0; i < kEvents; ++i) burst += test::client_frame(0x81, tab.message("add"));
  tab.socket->tcp.send(burst);
  EXPECT_NE(tab.read_to(R"({"1":)" + std::to_string(kEvents) + "}"), "") << "every one of them counted";
  EXPECT_EQ(app.stats().events, static_cast<std::uint64_t>(kEvents));
}

// Sends far more than the buffers of a socket hold.
struct Flood {
  int page = 0;
  void turn() { ++page; }
  Html render() const {
    const std::string text(900'000, static_cast<char>('a' + page % 26));
    return HTML("<p lv-click={}>{page}</p><pre>{text}</pre>", on<&Flood::turn>(), page, text);
  }
};

TEST(KnownFaults, W08_ABrowserThatReadsNothingHoldsNobodyUpAndIsClosed) {
  App app(Config{.threads = 1,
                 .stalled_socket = 300ms,
                 .parking = {.served = {.views = 64, .bytes = 1u << 24, .time = 60s}, .lost = {.views = 0, .bytes = 0, .time = 0s}}});
  app.live<Flood>("/flood").live<Clicks>("/").listen("127.0.0.1", 0).start();
  Tab bystander(app.port());
  auto stalled = std::make_unique<Tab>(app.port(), "/flood", "", 4096);
  for (int i = 0; i < 20; ++i) stalled->send("turn");
  for (int i = 1; i <= 20; ++i)  // on the same loop
    EXPECT_EQ(bystander.ask("add"),
              "[" + std::to_string(i + 1) + "," + std::to_string(i) + R"(,"d",{"d":{"1":)" + std::to_string(i) + "}}]");
  EXPECT_TRUE(eventually([&] { return app.stats().views == 1 && app.stats().terminates == 1; })) << "its view is over";
  EXPECT_EQ(app.stats().crashes, 0u);
}

// Asks for values in mount, as at a GET that nobody joins.
struct Listener {
  static inline std::atomic<int> heard = 0;
  Service<Topic<int>> topic;
  void mount(Socket& socket) { socket.subscribe<&Listener::hear>(*topic); }
  void hear(int) { ++heard; }
  Html render() const { return HTML("<p></p>"); }
};

TEST(KnownFaults, W09_PagesThatNobodyJoinsKeepNoSubscription) {
  Topic<int> topic;
  App app(Config{.threads = 1, .parking = {.served = {.views = 8, .bytes = 1u << 20, .time = 60s}, .served_per_address = 100}});
  app.live("/", [&] { return Listener{topic}; }).listen("127.0.0.1", 0).start();
  for (int i = 0; i < 200; ++i) Visitor(app.port()).get("/");
  Listener::heard = 0;
  topic.publish(1);
  EXPECT_TRUE(eventually([] { return Listener::heard == 8; })) << Listener::heard;
  app.stop();
  EXPECT_EQ(Listener::heard.load(), 8);
}

TEST(KnownFaults, W09_BodiesAndMessagesEndAtTheirLimit) {
  App app(Config{.threads = 1, .http = {.body = 1000, .message = 1000}});
  app.live<Clicks>("/").post("/", [](const Request&) { return Response{.status = 204}; }).listen("127.0.0.1", 0).start();
  TcpClient endless(app.port());
  endless.send("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
  for (int i = 0; i < 3; ++i) endless.send("190\r\n" + std::string(400, 'x') + "\r\n");  // and never an end
  EXPECT_EQ(Visitor::status_of(endless.read_to_end()), 413);
  Tab tab(app.port());
  tab.socket->tcp.send(std::string("\x81\xff\x00\x00\x00\x00\x40\x00\x00\x00", 10) + "mask");  // a gigabyte is to come
  EXPECT_EQ(tab.read_to("closed"), "closed 1009");
  Tab fragments(app.port());
  fragments.socket->tcp.send(test::client_frame(0x01, std::string(400, 'x')));
  for (int i = 0; i < 3; ++i) fragments.socket->tcp.send(test::client_frame(0x00, std::string(400, 'x')));
  EXPECT_EQ(fragments.read_to("closed"), "closed 1009");
}

TEST(KnownFaults, W17_ASocketCountsAsAConnectionForAsLongAsItIsOpen) {
  App app(Config{.threads = 2, .connections = 4});
  app.live<Clicks>("/").listen("127.0.0.1", 0).start();
  std::list<Tab> tabs;
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(tabs.emplace_back(app.port()).attached());
  const auto opens = [&] { return Visitor::status_of(Visitor(app.port()).upgrade("/live/websocket?vsn=golive1")); };
  for (int i = 0; i < 10; ++i) EXPECT_EQ(opens(), 503);
  for (Tab& tab : tabs) EXPECT_TRUE(tab.ask("add").starts_with(R"([2,1,"d")")) << "those that are open go on";
  tabs.pop_front();
  EXPECT_TRUE(eventually([&] { return opens() == 101; })) << "room for the next";
}

}  // namespace
}  // namespace golive
