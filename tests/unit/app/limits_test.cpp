// Config::http reaches the server.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <string>

#include "golive/golive.h"
#include "unit/app/visitor.h"
#include "unit/transport/transport_fixture.h"

namespace golive {
namespace {

using test::SocketClient;
using test::TcpClient;

struct Blank {
  Html render() const { return HTML("<p></p>"); }
};

class ConfiguredApp {
 public:
  explicit ConfiguredApp(const HttpLimits& limits) : app_(Config{.threads = 1, .http = limits}) {
    app_.live<Blank>("/live").post("/", [](const Request&) { return Response::text("taken"); });
    app_.get("/big", [](const Request&) { return Response::text(std::string(20'000'000, 'b')); });
    app_.listen("127.0.0.1", 0).start();
  }
  std::uint16_t port() const { return app_.port(); }
  // The status of what is answered to `request` before the connection ends.
  std::string status(std::string_view request) const {
    TcpClient client(app_.port());
    client.send(request);
    return client.read_to_end().substr(0, 12).substr(std::string_view("HTTP/1.1 ").size());
  }

 private:
  App app_;
};

TEST(ConfiguredLimits, OfSizeAndNumberHold) {
  const ConfiguredApp app({.request_line = 64, .headers = 128, .header_count = 4, .body = 16});
  EXPECT_EQ(app.status("GET /" + std::string(64, 'a') + " HTTP/1.1\r\nHost: localhost\r\n\r\n"), "414");
  EXPECT_EQ(app.status("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + std::string(128, 'a') + "\r\n\r\n"), "431");
  EXPECT_EQ(app.status("GET / HTTP/1.1\r\nHost: localhost\r\nA: 1\r\nB: 1\r\nC: 1\r\nD: 1\r\n\r\n"), "431");
  EXPECT_EQ(app.status("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 17\r\n\r\n"), "413");
  EXPECT_EQ(app.status("POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"), "200");
}

TEST(ConfiguredLimits, OfTimeHold) {
  const ConfiguredApp app({.head_time = 1ms, .body_time = 1ms, .slowest_sender = 1'000'000, .idle_time = 1ms});
  EXPECT_EQ(app.status("GET / HTTP/1.1\r\nHos"), "408");
  EXPECT_EQ(app.status("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\no"), "408");
  TcpClient idle(app.port());
  idle.send("POST / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_TRUE(idle.read_response().ends_with("taken"));
  EXPECT_TRUE(idle.at_end());
}

TEST(ConfiguredLimits, OfReadersHold) {
  const ConfiguredApp app({.write_time = 1ms, .slowest_reader = 1'000'000'000, .linger_time = 1ms});
  TcpClient client(app.port(), 4096);
  client.send("GET /big HTTP/1.1\r\nHost: localhost\r\n\r\n");
  // Takes nothing until the server has given up: what is in the kernels' buffers then is all there is.
  TcpClient refused(app.port());
  refused.send("GARBAGE\r\n\r\n");
  EXPECT_FALSE(refused.read_to_end().empty());
  std::size_t got = 0;
  EXPECT_TRUE(test::eventually([&] {
    const std::size_t more = client.read_bytes(1000).size();
    got += more;
    return more == 0;
  }));
  EXPECT_LT(got, 20'000'000U);
}

TEST(ConfiguredLimits, OfMessagesHold) {
  const ConfiguredApp app({.slowest_sender = 1'000'000, .message = 100, .message_time = 1ms});
  SocketClient big(app.port(), "/live/websocket?vsn=golive1");
  big.text(std::string(200, ' '));
  EXPECT_EQ(big.read_close(), 1009);
  SocketClient slow(app.port(), "/live/websocket?vsn=golive1");
  slow.tcp.send(test::client_frame(0x81, "abc").substr(0, 4));
  EXPECT_EQ(slow.read_close(), 1008);
}

TEST(ConfiguredLimits, OfSilenceHold) {
  const ConfiguredApp app({.ping_time = 1ms, .pong_time = 1ms});
  SocketClient silent(app.port(), "/live/websocket?vsn=golive1");
  EXPECT_EQ(silent.read().opcode, 9);
  EXPECT_TRUE(silent.tcp.at_end());
}

TEST(ConfiguredLimits, OfTheAnswerToACloseFrameHold) {
  const ConfiguredApp app({.close_time = 1ms});
  const auto begin = std::chrono::steady_clock::now();
  SocketClient left(app.port(), "/live/websocket?vsn=golive1");
  left.text(R"([0,"leave",null,0])");
  EXPECT_EQ(left.read_close(), 1000);
  EXPECT_TRUE(left.tcp.at_end());
  EXPECT_LT(std::chrono::steady_clock::now() - begin, HttpLimits{}.close_time);
}

struct Lost {
  std::atomic<int> terminated{0};
};

struct Ticking {
  Service<Lost> lost;
  int ticks = 0;

  void connected(Socket& socket) { socket.every<&Ticking::tick>(5ms); }
  void tick() { ++ticks; }
  void terminate(TerminateReason) { lost->terminated += 1; }
  Html render() const { return HTML("<p>{ticks}</p>", ticks); }
};

// Its end is open and takes all that is sent, but nobody is there: what is pushed to it is no sign of life.
TEST(ConfiguredLimits, ABrowserThatVanishedWhileItIsSentToIsFoundAndItsViewEnds) {
  Lost lost;
  Config config{.threads = 1, .http = {.ping_time = 100ms, .pong_time = 100ms}};
  config.parking.lost.time = 0ms;
  App app(config);
  app.live("/", [&] { return Ticking{.lost = lost}; }).listen("127.0.0.1", 0).start();
  const auto vanished = test::Visitor(app.port()).join("/");
  EXPECT_TRUE(vanished.attached()) << vanished.answer;
  EXPECT_EQ(lost.terminated, 0);
  EXPECT_TRUE(test::eventually([&] { return lost.terminated == 1; }));
}

}  // namespace
}  // namespace golive
