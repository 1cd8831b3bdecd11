// A join that comes twice over one socket: of a network that repeats, or of somebody who tries what it does. The view is connected once.
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "golive/golive.h"
#include "unit/app/visitor.h"

namespace golive::test {
namespace {

struct House {
  Topic<int> bell;
  std::atomic<int> connected = 0;
  std::atomic<int> heard = 0;
};

struct Guest {
  Service<House> house;
  void connected(Socket& socket) {
    ++house->connected;
    socket.subscribe<&Guest::hear>(house->bell);
    socket.push_event("hello");
  }
  void hear(int) { ++house->heard; }
  void inc() {}
  Html render() const { return HTML("<button lv-click={}>+</button>", on<&Guest::inc>()); }
};

class SecondJoin : public testing::TestWithParam<const char*> {
 protected:
  SecondJoin() : app_(Config{.threads = 2}) {
    const auto guest = [this] { return Guest{house_}; };
    app_.live("/loop", guest).live("/worker", guest, {.blocking = true}).listen("127.0.0.1", 0).start();
  }

  ServedPage served() const { return Visitor(app_.port()).page(GetParam()); }
  static std::string native(const ServedPage& page) { return client_frame(0x81, page.join_message()); }
  static std::string phoenix(const ServedPage& page, const std::string& ref) {
    return client_frame(0x81,
                        phoenix_head(page, ref, ref) + R"("phx_join",{"token":")" + page.token() + R"(","url":")" + page.path + "\"}]");
  }
  static std::string phoenix_event(const ServedPage& page, const std::string& join_ref) {
    return client_frame(0x81, phoenix_head(page, join_ref, "\"last\"") + R"("inc",{}])");
  }
  // All frames up to the one that answers the event, which is sent last.
  static std::string answers(SocketClient& socket, std::string_view mark) {
    std::string all;
    while (all.find(mark) == std::string::npos) {
      const Frame frame = socket.read();
      if (frame.opcode != 1) return all + " closed";
      all += frame.payload + "\n";
    }
    return all;
  }
  static std::size_t count(std::string_view text, std::string_view mark) {
    std::size_t found = 0;
    for (std::size_t at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + 1)) ++found;
    return found;
  }
  // One view, connected once, that hears once what is said once, and is let go with its socket.
  void expect_one(std::unique_ptr<SocketClient> socket) {
    EXPECT_EQ(house_.connected, 1);
    house_.bell.publish(1);
    ASSERT_TRUE(eventually([&] { return house_.heard > 0; }));
    EXPECT_EQ(app_.stats().views, 1u);
    EXPECT_EQ(app_.stats().mounts, 1u);
    EXPECT_EQ(app_.stats().resumes, 1u) << "its page was served before";
    socket.reset();
    ASSERT_TRUE(eventually([&] { return app_.stats().views == 0 && app_.stats().parked == 1; }));
    EXPECT_EQ(house_.heard, 1);
  }

  House house_;
  App app_;

 private:
  static std::string phoenix_head(const ServedPage& page, const std::string& join_ref, const std::string& ref) {
    return "[" + join_ref + "," + ref + ",\"lv:" + page.id() + "\",";
  }
};

INSTANTIATE_TEST_SUITE_P(, SecondJoin, testing::Values("/loop", "/worker"), [](const auto& path) { return std::string(path.param + 1); });

TEST_P(SecondJoin, IsAnsweredAndConnectsNothing) {
  const ServedPage page = served();
  auto socket = Visitor(app_.port()).open(page);
  const std::string event = client_frame(0x81, R"([1,"inc",null,0])");
  socket->tcp.send(native(page) + native(page) + event);
  const std::string all = answers(*socket, ",1,");
  EXPECT_EQ(count(all, R"("hello")"), 1u) << all;
  expect_one(std::move(socket));
}

TEST_P(SecondJoin, IsNothingNewAfterTheAnswerEither) {
  const ServedPage page = served();
  auto socket = Visitor(app_.port()).open(page);
  socket->tcp.send(native(page));
  EXPECT_TRUE(socket->read().payload.starts_with("[1,0,"));
  socket->tcp.send(native(page));
  answers(*socket, "[3,0,");
  expect_one(std::move(socket));
}

// Both wait in the socket when it is taken to the loop of its view.
TEST_P(SecondJoin, GoesToTheLoopOfItsViewWithTheFirst) {
  const ServedPage page = served();
  auto socket = std::make_unique<SocketClient>(app_.port(), "/live/websocket?vsn=golive1", page.cookie());
  socket->tcp.send(native(page) + native(page) + client_frame(0x81, R"([1,"inc",null,0])"));
  answers(*socket, ",1,");
  expect_one(std::move(socket));
}

TEST_P(SecondJoin, OfAPhoenixClientThatIsTheSameMessageIsNotAnsweredAgain) {
  const ServedPage page = served();
  auto socket = std::make_unique<SocketClient>(app_.port(), "/live/websocket?vsn=2.0.0", page.cookie());
  socket->tcp.send(phoenix(page, "\"1\"") + phoenix(page, "\"1\"") + phoenix_event(page, "\"1\""));
  const std::string all = answers(*socket, "\"last\"");
  EXPECT_EQ(count(all, "\"rendered\""), 1u) << all;
  EXPECT_EQ(count(all, "phx_close"), 0u) << "the channel that has just been joined: " << all;
  EXPECT_EQ(count(all, "hello"), 1u) << all;
  expect_one(std::move(socket));
}

TEST_P(SecondJoin, OfAPhoenixClientThatBeginsAnewGetsTheViewThatIsThere) {
  const ServedPage page = served();
  auto socket = std::make_unique<SocketClient>(app_.port(), "/live/websocket?vsn=2.0.0", page.cookie());
  socket->tcp.send(phoenix(page, "\"1\""));
  EXPECT_NE(socket->read().payload.find("\"rendered\""), std::string::npos);
  socket->tcp.send(phoenix(page, "\"2\"") + phoenix_event(page, "\"2\""));
  const std::string all = answers(*socket, "\"last\"");
  EXPECT_EQ(count(all, "\"rendered\""), 1u) << all;
  EXPECT_EQ(count(all, "phx_close"), 1u) << all;
  expect_one(std::move(socket));
}

}  // namespace
}  // namespace golive::test
