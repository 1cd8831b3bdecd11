// What a peer that means harm sends over its socket, and what it gets. Beside it another visitor's view goes on, untouched.
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "golive/golive.h"
#include "unit/app/visitor.h"

namespace golive::test {
namespace {

struct Order {
  std::string name;
  int count = 0;
};

struct Desk {
  int count = 0;
  void inc() { ++count; }
  void place(const Order& order) { count += order.count; }
  Html render() const {
    return HTML(R"(<output>{count}</output> <button lv-click={}>+</button> <form lv-submit={}></form>)", count, on<&Desk::inc>(),
                on<&Desk::place>());
  }
};

class HostileFrame : public testing::Test {
 protected:
  HostileFrame() { set_log_level(LogLevel::off); }
  ~HostileFrame() override { set_log_level(LogLevel::info); }

  void start(Config config = {}) {
    config.threads = 1;
    app_.emplace(std::move(config));
    app_->live<Desk>("/").listen("127.0.0.1", 0).start();
    bystander_ = join(served());
  }
  void TearDown() override {
    // Whatever was sent: nobody else's view has changed, and none has crashed.
    bystander_->text(R"([1,"inc",null,1])");
    EXPECT_NE(bystander_->read().payload.find(R"({"0":1})"), std::string::npos);
    EXPECT_EQ(app_->stats().crashes, 0U);
  }

  ServedPage served() const { return Visitor(app_->port()).page("/"); }
  std::unique_ptr<SocketClient> open(const ServedPage& page) const { return Visitor(app_->port()).open(page); }
  std::unique_ptr<SocketClient> join(const ServedPage& page) const {
    auto socket = open(page);
    socket->text(page.join_message());
    EXPECT_TRUE(socket->read().payload.starts_with("[1,0,")) << "the join";
    return socket;
  }
  std::unique_ptr<SocketClient> joined() const { return join(served()); }
  std::unique_ptr<SocketClient> unjoined() const { return open(served()); }
  // Answers first, if any, then the close.
  static std::string error_then_close(SocketClient& socket, int code) {
    std::string answers;
    for (Frame frame = socket.read(); frame.opcode != -1; frame = socket.read()) {
      if (frame.opcode == 8) {
        EXPECT_EQ(close_code(frame), code) << answers;
        return answers;
      }
      answers += frame.payload;
    }
    ADD_FAILURE() << "ended without a close: " << answers;
    return answers;
  }
  // A joined page sends `message`, and is refused with this error and closed with this code, and that is counted.
  void expect_refused(std::string_view message, int code) {
    const std::uint64_t before = app_->stats().refused_frames;
    const auto socket = joined();
    socket->text(message);
    EXPECT_NE(error_then_close(*socket, code).find(R"([0,0,"e",{"code":"bad_frame")"), std::string::npos) << message.substr(0, 80);
    EXPECT_EQ(app_->stats().refused_frames, before + 1) << message.substr(0, 80);
  }

  std::optional<App> app_;
  std::unique_ptr<SocketClient> bystander_;
};

TEST_F(HostileFrame, BeforeTheJoinNothingIsDone) {
  start();
  for (const char* message : {R"([1,"inc",null,0])", R"([0,"full",null,0])", R"([0,"hide",null,0])", R"([0,"ack",null,0])",
                              R"([7,"place",{"count":"5"},0,null,"lv-0-1"])"}) {
    const auto socket = unjoined();
    socket->text(message);
    EXPECT_NE(error_then_close(*socket, 1008).find(R"("code":"not_joined")"), std::string::npos) << message;
  }
  EXPECT_EQ(app_->stats().events, 0U);
}

TEST_F(HostileFrame, AnUnknownTopicOrEventIsAnsweredAsSuch) {
  start();
  const auto socket = joined();
  socket->text(R"([1,"drop_table",null,1])");
  EXPECT_NE(socket->read().payload.find(R"("x":{"1":{"code":"unknown_event")"), std::string::npos);
  socket->text(R"([2,"inc",null,2,null,"lv-0-anotherview"])");
  EXPECT_NE(socket->read().payload.find(R"("code":"unknown_target")"), std::string::npos);
  socket->text(R"([2,"inc",null,2,"component",null])");
  EXPECT_NE(socket->read().payload.find(R"("code":"unknown_target")"), std::string::npos);
  EXPECT_EQ(app_->stats().refused_events, 3U);
}

TEST_F(HostileFrame, AnotherVisitorsViewIsNotReachedByItsName) {
  start();
  const ServedPage victim = served();
  const auto watching = join(victim);
  const auto socket = joined();
  socket->text(R"([1,"inc",null,1,null,")" + victim.id() + R"("])");
  EXPECT_NE(socket->read().payload.find("unknown_target"), std::string::npos);
  watching->text(R"([1,"inc",null,1])");
  EXPECT_NE(watching->read().payload.find(R"({"0":1})"), std::string::npos);
}

TEST_F(HostileFrame, AWrongTokenIsToldToLoadThePage) {
  start();
  const ServedPage page = served();
  const std::string token = page.token();
  std::string changed = token;
  changed[changed.size() / 2] = changed[changed.size() / 2] == 'A' ? 'B' : 'A';
  std::uint64_t refused = 0;
  for (const std::string& wrong : {std::string("x"), changed, token.substr(1), token + "A", std::string(100'000, 'A')}) {
    const auto socket = open(page);
    socket->text(join_message("/", wrong));
    EXPECT_EQ(error_then_close(*socket, 1008), R"([0,0,"x",{"reason":"stale"}])") << wrong.substr(0, 80);
    EXPECT_EQ(app_->stats().refused_joins, ++refused) << wrong.substr(0, 80);
  }
}

TEST_F(HostileFrame, ATokenOfAnotherPageOrSessionIsRefused) {
  start();
  const ServedPage page = served();
  const auto elsewhere = open(page);
  elsewhere->text(join_message("/other", page.token()));
  EXPECT_EQ(error_then_close(*elsewhere, 1008), R"([0,0,"x",{"reason":"stale"}])");
  const ServedPage stranger = served();
  SocketClient stolen(app_->port(), page.socket_target(), stranger.cookie());
  stolen.text(page.join_message());
  EXPECT_EQ(error_then_close(stolen, 1008), R"([0,0,"x",{"reason":"stale"}])");
  EXPECT_EQ(app_->stats().refused_joins, 2U);
}

TEST_F(HostileFrame, AnExpiredTokenIsRefusedOnceItsViewIsGone) {
  Config config{.token_lifetime = 1s};
  config.parking.served.time = 0s;
  start(std::move(config));
  const ServedPage page = served();
  EXPECT_TRUE(eventually([&] {
    const auto socket = open(page);
    socket->text(page.join_message());
    const std::string answer = socket->read().payload;
    socket->text(R"([0,"leave",null,1])");
    return answer == R"([0,0,"x",{"reason":"stale"}])";
  }));
}

TEST_F(HostileFrame, AReplayedTokenTakesOverItsOwnViewAndNoOther) {
  start();
  const ServedPage page = served();
  const auto first = join(page);
  first->text(R"([1,"inc",null,1])");
  first->read();
  auto second = open(page);
  second->text(page.join_message());
  EXPECT_EQ(first->read_close(), 4409);
  EXPECT_NE(second->read().payload.find("[3,0,\"f\""), std::string::npos) << "everything, in the numbering of the view that is there";
  second->text(R"([0,"leave",null,3])");
  EXPECT_EQ(second->read_close(), 1000);
  second.reset();
  ASSERT_TRUE(eventually([&] { return app_->stats().terminates == 1; }));
  // A view that has ended does not come back: the same token begins a new one.
  const auto third = open(page);
  third->text(page.join_message());
  EXPECT_TRUE(third->read().payload.starts_with("[1,0,"));
  EXPECT_EQ(app_->stats().mounts, 3U) << "the bystander's, the page's, and the new one";
}

TEST_F(HostileFrame, WhatIsTooBigIsRefusedBeforeItIsKept) {
  start();
  const auto socket = joined();
  // The head of a frame of 2^62 bytes.
  socket->tcp.send(std::string_view("\x81\xff\x40\0\0\0\0\0\0\0mask", 14));
  error_then_close(*socket, 1009);
  const auto whole = joined();
  whole->text(R"([1,"inc",")" + std::string(1024 * 1024, 'x') + R"(",1])");
  error_then_close(*whole, 1009);
}

TEST_F(HostileFrame, WhatIsTooDeepOrTooManyIsRefused) {
  start();
  expect_refused(R"([1,"inc",)" + std::string(33, '[') + std::string(33, ']') + ",1]", 1008);
  expect_refused(R"([1,"inc",)" + std::string(500'000, '[') + ",1]", 1008);
  std::string many = R"([1,"inc",[0)";
  for (int i = 0; i < 10'000; ++i) many += ",0";
  expect_refused(many + "],1]", 1008);
}

TEST_F(HostileFrame, WhatIsNotTheProtocolIsRefused) {
  start();
  for (const char* message :
       {"", "null", "{}", "[]", "[1]", "inc", "[1,\"inc\",null,1", "[1,\"inc\",null,1]]", "[1.5,\"inc\",null,1]", "[-1,\"inc\",null,1]",
        "[1,2,3,4]", "[1,\"inc\",nul,1]", "[1,\"inc\",{\"a\":},1]", "[1,\"i\\x\",null,1]", "\xef\xbb\xbf[1,\"inc\",null,1]"})
    expect_refused(message, 1002);
}

TEST_F(HostileFrame, WhatIsNotUtf8EndsTheConnection) {
  start();
  for (const char* bytes : {"\xff", "\xc3\x28", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc0\x80"}) {
    const auto socket = joined();
    socket->text(std::string("[1,\"") + bytes + "\",null,1]");
    error_then_close(*socket, 1007);
  }
}

TEST_F(HostileFrame, BinaryForTextIsNotAccepted) {
  start();
  const auto socket = joined();
  socket->tcp.send(client_frame(0x82, R"([1,"inc",null,1])"));
  error_then_close(*socket, 1003);
}

TEST_F(HostileFrame, HalfAFrameThenSilenceIsGivenUp) {
  Config config;
  config.http.message_time = 1ms;
  config.http.slowest_sender = 1'000'000;
  start(std::move(config));
  const auto socket = joined();
  const std::string frame = client_frame(0x81, R"([1,"inc",null,1])");
  socket->tcp.send(std::string_view(frame).substr(0, frame.size() / 2));
  error_then_close(*socket, 1008);
}

TEST_F(HostileFrame, AThousandPingsAreAThousandPongs) {
  start();
  const auto socket = joined();
  std::string pings;
  for (int i = 0; i < 1000; ++i) pings += client_frame(0x89, std::to_string(i));
  socket->tcp.send(pings);
  for (int i = 0; i < 1000; ++i) {
    const Frame pong = socket->read();
    ASSERT_EQ(pong.opcode, 10);
    ASSERT_EQ(pong.payload, std::to_string(i));
  }
}

TEST_F(HostileFrame, ARefOfAMegabyteIsNoNumber) {
  start();
  expect_refused("[" + std::string(1'000'000, '1') + R"(,"inc",null,1])", 1002);
  expect_refused(R"([18446744073709551616,"inc",null,1])", 1002);
  expect_refused(R"([1,"inc",null,)" + std::string(1'000'000, '9') + "]", 1002);
}

TEST_F(HostileFrame, NumbersFromTheFutureConfirmNothing) {
  start();
  const auto socket = joined();
  constexpr std::string_view kFar = "9007199254740991";  // the greatest a browser can count to
  socket->text("[0,\"ack\",null," + std::string(kFar) + "]");
  socket->text("[1,\"inc\",null," + std::string(kFar) + "]");
  const std::string first = socket->read().payload;
  EXPECT_NE(first.find(R"({"0":1})"), std::string::npos) << first;
  // The newest id there is: what is below counts as answered, and nothing runs.
  socket->text("[" + std::string(kFar) + R"(,"inc",null,2])");
  const std::string second = socket->read().payload;
  EXPECT_NE(second.find(R"({"0":2})"), std::string::npos) << second;
  socket->text(R"([2,"inc",null,3])");
  EXPECT_EQ(socket->read().payload, "[4," + std::string(kFar) + R"(,"r",null])");
}

TEST_F(HostileFrame, NamesOfScriptsOwnPartsAreNamesLikeOthers) {
  start();
  const auto socket = joined();
  int id = 0;
  for (const char* name : {"__proto__", "constructor", "toString", "prototype", "hasOwnProperty"}) {
    const std::string number = std::to_string(++id);
    socket->text("[" + number + ",\"" + name + "\",null,1]");
    EXPECT_NE(socket->read().payload.find("\"x\":{\"" + number + R"(":{"code":"unknown_event")"), std::string::npos) << name;
  }
  socket->text(R"([6,"place",{"__proto__":{"count":"100"},"constructor":{"prototype":{"count":"100"}},"name":"__proto__","count":"3"},1])");
  EXPECT_NE(socket->read().payload.find(R"({"0":3})"), std::string::npos) << "only what the handler takes";
}

class Storm : public HostileFrame {
 protected:
  // Fewer than the defaults, so that a few hundred messages are a storm.
  static Config limited() { return {.events_per_second = 40, .events_at_once = 20}; }
};

TEST_F(Storm, W17_EventsBeyondTheRateAreRefusedAndOneWhoGoesOnIsClosed) {
  start(limited());
  const auto socket = joined();
  for (int i = 1; i <= 100; ++i) socket->text("[" + std::to_string(i) + R"(,"inc",null,1])");
  const std::string answers = error_then_close(*socket, 1008);
  EXPECT_NE(answers.find(R"("code":"too_many")"), std::string::npos) << answers;
  const Stats stats = app_->stats();
  EXPECT_LE(stats.events, 30U) << "twenty, and what a tick of the clock adds";
  EXPECT_GE(stats.events, 20U);
  EXPECT_GE(stats.over_rate, 10U);
}

TEST_F(Storm, OneThatComesBackIsStillTheSameView) {
  start(Config{.events_per_second = 1, .events_at_once = 20});
  const ServedPage page = served();
  auto socket = join(page);
  for (int i = 1; i <= 25; ++i) socket->text("[" + std::to_string(i) + R"(,"inc",null,1])");
  while (app_->stats().over_rate == 0 && socket->read().opcode == 1) {
  }
  const std::uint64_t events = app_->stats().events;
  const auto again = open(page);
  again->text(page.join_message(1, 25));
  again->text(R"([26,"inc",null,1])");
  std::string answer;
  do answer = again->read().payload;
  while (answer.find(",26,") == std::string::npos && !answer.empty());
  EXPECT_NE(answer.find("too_many"), std::string::npos) << answer;
  EXPECT_EQ(app_->stats().events, events);
}

TEST_F(Storm, W17_MessagesOfAnyKindAreLimitedTooForOneWhoDoesNotJoin) {
  start(limited());
  const auto socket = unjoined();
  std::string pings;
  for (int i = 0; i < 200; ++i) pings += client_frame(0x81, R"([0,"ping",null,0])");
  socket->tcp.send(pings);
  error_then_close(*socket, 1008);
  EXPECT_EQ(app_->stats().over_rate, 1U);
}

TEST_F(Storm, APageThatWaitsIsServedAgain) {
  start(limited());
  const auto socket = joined();
  for (int i = 1; i <= 22; ++i) socket->text("[" + std::to_string(i) + R"(,"inc",null,1])");
  int id = 22;
  EXPECT_TRUE(eventually([&] {
    socket->text("[" + std::to_string(++id) + R"(,"inc",null,1])");
    std::this_thread::sleep_for(60ms);  // slower than the limit
    const std::uint64_t refused = app_->stats().over_rate;
    return refused > 0 && id > 40 && app_->stats().events + refused == static_cast<std::uint64_t>(id) && refused < 10;
  }));
}

TEST_F(Storm, WithoutALimitThereIsNone) {
  start(Config{.events_per_second = 0});
  const auto socket = joined();
  for (int i = 1; i <= 5000; ++i) {
    socket->text("[" + std::to_string(i) + R"(,"inc",null,1])");
    if (i % 100 == 0) {
      for (std::string answer; answer.find("{\"0\":" + std::to_string(i) + "}") == std::string::npos;) answer = socket->read().payload;
    }
  }
  EXPECT_EQ(app_->stats().over_rate, 0U);
}

}  // namespace
}  // namespace golive::test
