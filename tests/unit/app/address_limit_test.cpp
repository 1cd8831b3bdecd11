// What one address may have: Config::connections_per_address and joins_per_address.
#include <gtest/gtest.h>

#include <deque>
#include <string>

#include "golive/golive.h"
#include "unit/app/visitor.h"

namespace golive::test {
namespace {

struct Blank {
  Html render() const { return HTML("<p></p>"); }
};

constexpr std::uint32_t kNeighbour = 0x7f000002;  // 127.0.0.2

class LimitedApp {
 public:
  explicit LimitedApp(Config config) : app_(std::move(config)) { app_.live<Blank>("/").listen("127.0.0.1", 0).start(); }
  std::uint16_t port() const { return app_.port(); }
  Stats stats() const { return app_.stats(); }

  // The status of what is answered to a new connection from an address.
  std::string status(std::uint32_t from = INADDR_LOOPBACK) const {
    TcpClient client(port(), 0, from);
    client.send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    return client.read_to_end().substr(0, 12);
  }
  // What is answered to a socket that a proxy opens for somebody.
  std::string upgrade(SocketClient& socket) const { return socket.handshake.substr(0, 12); }

 private:
  App app_;
};

std::string forwarded_for(std::string_view address) { return "X-Forwarded-For: " + std::string(address) + "\r\n"; }

TEST(AddressLimit, OfConnectionsHoldsForEachAddressAlone) {
  const LimitedApp app(Config{.threads = 2, .connections_per_address = 2});
  TcpClient first(app.port());
  first.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  first.read_response();
  {
    TcpClient second(app.port());
    second.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    second.read_response();
    EXPECT_EQ(app.status(), "HTTP/1.1 503");
    EXPECT_EQ(app.status(kNeighbour), "HTTP/1.1 200");
    first.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_TRUE(first.read_response().starts_with("HTTP/1.1 200")) << "those it has are served";
  }
  EXPECT_TRUE(eventually([&] { return app.status() == "HTTP/1.1 200"; })) << "one has ended";
}

TEST(AddressLimit, ASocketCountsAsTheConnectionItWas) {
  const LimitedApp app(Config{.threads = 2, .connections_per_address = 2});
  {
    const SocketClient first(app.port(), "/live/websocket?vsn=golive1");
    const SocketClient second(app.port(), "/live/websocket?vsn=golive1");
    EXPECT_EQ(app.status(), "HTTP/1.1 503");
  }
  EXPECT_TRUE(eventually([&] { return app.status() == "HTTP/1.1 200"; }));
}

TEST(AddressLimit, BehindATrustedProxyItIsTheVisitorsWhoAreCounted) {
  const LimitedApp app(Config{.threads = 2, .connections_per_address = 1, .proxies = {"127.0.0.1"}});
  const auto socket_of = [&](std::string_view visitor) {
    return std::make_unique<SocketClient>(app.port(), "/live/websocket?vsn=golive1", forwarded_for(visitor));
  };
  auto first = socket_of("192.0.2.7");
  const auto second = socket_of("192.0.2.7");
  const auto other = socket_of("192.0.2.8");
  EXPECT_EQ(app.upgrade(*first), "HTTP/1.1 101");
  EXPECT_EQ(app.upgrade(*second), "HTTP/1.1 503");
  EXPECT_EQ(app.upgrade(*other), "HTTP/1.1 101");
  first.reset();
  EXPECT_TRUE(eventually([&] { return app.upgrade(*socket_of("192.0.2.7")) == "HTTP/1.1 101"; }));
}

TEST(AddressLimit, JoinsBeyondItsRateComeBackLaterToTheirView) {
  const LimitedApp app(Config{.threads = 1, .joins_per_address = 1, .proxies = {"127.0.0.1"}});
  const auto join = [&](const ServedPage& page, std::string_view visitor) {
    auto socket = std::make_unique<SocketClient>(app.port(), page.socket_target(), page.cookie() + forwarded_for(visitor));
    socket->text(page.join_message());
    return socket;
  };
  const ServedPage page = Visitor(app.port()).page("/");
  int code = 0;
  int joins = 0;
  for (; code == 0 && joins < 100; ++joins) {
    const Frame answer = join(page, "192.0.2.7")->read();
    code = close_code(answer);
  }
  EXPECT_EQ(code, 1013) << "try again later";
  EXPECT_GE(joins, 11) << "ten at once";
  EXPECT_EQ(app.stats().refused_joins, 1U);
  EXPECT_EQ(join(page, "192.0.2.8")->read().payload.substr(0, 1), "[") << "another address";
  EXPECT_EQ(app.stats().mounts, 1U) << "the view waits for its page";
}

}  // namespace
}  // namespace golive::test
