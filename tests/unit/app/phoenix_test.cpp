// Clients of Phoenix over real sockets: they name no view when they connect, and reach it wherever it is.
#include <gtest/gtest.h>

#include <string>

#include "golive/golive.h"
#include "protocol/message_pack.h"
#include "unit/app/visitor.h"
#include "unit/http/tls_client.h"

namespace golive {
namespace {

using test::attribute_of;
using test::client_frame;
using test::make_certificate;
using test::ServedPage;
using test::SocketClient;
using test::TemporaryDirectory;
using test::TlsClient;

struct Clicks {
  int count = 0;
  void click() { ++count; }
  Html render() const { return HTML(R"(<p lv-click={}>{count}</p>)", on<&Clicks::click>(), count); }
};

std::string topic(const std::string& html) { return "lv:" + attribute_of(html, "id"); }

std::string join_message(const std::string& html, const std::string& path) {
  return R"(["1","1",")" + topic(html) + R"(","phx_join",{"token":")" + attribute_of(html, "data-token") + R"(","url":"http://localhost)" +
         path + R"("}])";
}

std::string click_message(const std::string& html, int ref) {
  return R"(["1",")" + std::to_string(ref) + R"(",")" + topic(html) + R"(","event",{"type":"click","event":"click","value":{}}])";
}

std::string click_answer(const std::string& html, int ref, int count) {
  return R"(["1",")" + std::to_string(ref) + R"(",")" + topic(html) + R"(","phx_reply",{"status":"ok","response":{"diff":{"1":")" +
         std::to_string(count) + R"("}}}])";
}

class PhoenixAppTest : public ::testing::Test {
 protected:
  PhoenixAppTest() : app_(Config{.threads = 2}) { app_.live<Clicks>("/").live<Clicks>("/clicks").listen("127.0.0.1", 0).start(); }

  // What the browser sends at once, before it has read anything, is read in order, on whichever loop.
  void visit(const std::string& path, const std::string& target) {
    const ServedPage page = test::Visitor(app_.port()).page(path);
    SocketClient socket(app_.port(), target, page.cookie());
    socket.tcp.send(client_frame(0x81, join_message(page.html, path)) + client_frame(0x81, click_message(page.html, 2)) +
                    client_frame(0x81, click_message(page.html, 3)));
    const std::string joined = socket.read().payload;
    EXPECT_NE(joined.find(R"("phx_reply",{"status":"ok","response":{"rendered":{)"), std::string::npos) << joined;
    EXPECT_EQ(socket.read().payload, click_answer(page.html, 2, 1));
    EXPECT_EQ(socket.read().payload, click_answer(page.html, 3, 2));
    socket.text(click_message(page.html, 4));
    EXPECT_EQ(socket.read().payload, click_answer(page.html, 4, 3));
  }

  App app_;
};

TEST_F(PhoenixAppTest, EverySocketGetsToTheLoopThatItsJoinNames) {
  for (int i = 0; i < 24; ++i) visit("/clicks", "/live/websocket?vsn=2.0.0");
  const Stats stats = app_.stats();
  EXPECT_EQ(stats.mounts, 24u) << "each page was joined as it was served";
  EXPECT_EQ(stats.refused_joins, 0u);
}

TEST_F(PhoenixAppTest, ThePagesOwnPathTakesSocketsTooAndTheOneThatPhoenixMakesOfIt) {
  for (int i = 0; i < 4; ++i) {
    visit("/clicks", "/clicks?vsn=2.0.0");
    visit("/clicks", "/clicks/websocket?vsn=2.0.0");
    visit("/", "/?vsn=2.0.0");
    visit("/", "/websocket?vsn=2.0.0");
  }
  EXPECT_EQ(SocketClient(app_.port(), "/nothing/websocket?vsn=2.0.0").read_close(), 4404);
}

TEST_F(PhoenixAppTest, InMessagePackItIsTheSame) {
  for (int i = 0; i < 12; ++i) {
    const ServedPage page = test::Visitor(app_.port()).page("/clicks");
    SocketClient socket(app_.port(), "/live/websocket?vsn=2.0.0&format=msgpack", page.cookie());
    std::string join, click;
    ASSERT_TRUE(protocol::pack(join_message(page.html, "/clicks"), join) && protocol::pack(click_message(page.html, 2), click));
    socket.tcp.send(client_frame(0x82, join) + client_frame(0x82, click));
    std::string joined, answer;
    ASSERT_TRUE(protocol::unpack(socket.read().payload, joined));
    EXPECT_NE(joined.find(R"("phx_reply",{"status":"ok","response":{"rendered":{)"), std::string::npos) << joined;
    ASSERT_TRUE(protocol::unpack(socket.read().payload, answer));
    EXPECT_EQ(answer, click_answer(page.html, 2, 1));
  }
}

TEST_F(PhoenixAppTest, ATokenThatIsNoneTakesASocketNowhere) {
  const ServedPage page = test::Visitor(app_.port()).page("/clicks");
  for (int i = 0; i < 8; ++i) {                                     // some of them on the other loop
    SocketClient socket(app_.port(), "/live/websocket?vsn=2.0.0");  // without the session's cookie
    socket.text(join_message(page.html, "/clicks"));
    EXPECT_NE(socket.read().payload.find(R"("reason":"stale")"), std::string::npos);
  }
  EXPECT_EQ(app_.stats().mounts, 1u);
}

TEST(PhoenixAppOverTls, ASocketTakesItsEncryptionAlong) {
  const TemporaryDirectory files;
  App app(Config{.threads = 2});
  app.live<Clicks>("/").listen_tls("127.0.0.1", 0, make_certificate(files, "site")).start();
  for (int i = 0; i < 12; ++i) {
    TlsClient page(app.port());
    page.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const std::string html = page.read_response();
    TlsClient socket(app.port());
    socket.send(test::upgrade_request("/live/websocket?vsn=2.0.0", "Origin: https://localhost\r\n" + test::cookie_after(html)));
    ASSERT_TRUE(socket.read_until("\r\n\r\n").starts_with("HTTP/1.1 101 "));
    socket.send(client_frame(0x81, join_message(html, "/")) + client_frame(0x81, click_message(html, 2)));
    EXPECT_NE(test::read_frame(socket).payload.find(R"("rendered")"), std::string::npos);
    EXPECT_EQ(test::read_frame(socket).payload, click_answer(html, 2, 1));
  }
}

}  // namespace
}  // namespace golive
