// A client that asks for MessagePack gets every frame in it, and its own are read.
#include <gtest/gtest.h>

#include <string>

#include "golive/golive.h"
#include "protocol/message_pack.h"
#include "unit/app/visitor.h"

namespace golive {
namespace {

using test::Frame;
using test::SocketClient;

struct Named {
  std::string name = "nobody";
  void call(std::string by) { name = std::move(by); }
  double half(double of) { return of / 2; }
  Html render() const { return HTML("<p lv-click={} lv-focus={}>{name}</p>", on<&Named::call>(), on<&Named::half>(), name); }
};

class MessagePackTest : public testing::Test {
 protected:
  MessagePackTest() : app_(Config{.threads = 1}) { app_.live<Named>("/").listen("127.0.0.1", 0).start(); }

  static void say(SocketClient& socket, std::string_view json) {
    std::string bytes;
    EXPECT_TRUE(protocol::pack(json, bytes));
    socket.tcp.send(test::client_frame(0x82, bytes));
  }
  static std::string hear(SocketClient& socket) {
    const Frame frame = socket.read();
    EXPECT_EQ(frame.opcode, 2);
    std::string json;
    EXPECT_TRUE(protocol::unpack(frame.payload, json));
    return json;
  }
  std::unique_ptr<SocketClient> joined() {
    const test::ServedPage page = test::Visitor(app_.port()).page("/");
    auto socket = std::make_unique<SocketClient>(app_.port(), page.socket_target() + "&format=msgpack", page.cookie());
    say(*socket, page.join_message());
    const std::string answer = hear(*socket);
    EXPECT_TRUE(answer.starts_with(R"([1,0,"s",{"v":[)")) << answer;
    return socket;
  }

  App app_;
};

TEST_F(MessagePackTest, JoinsSendsEventsAndGetsDiffs) {
  const auto socket = joined();
  say(*socket, "[1,\"call(\\\"Zo\xc3\xab\\\")\",null,1]");
  EXPECT_EQ(hear(*socket).substr(0, 12), R"([2,1,"d",{"d)");
  say(*socket, R"_([2,"half(0.1)",null,2])_");
  EXPECT_EQ(hear(*socket), R"([3,2,"r",{"r":{"2":0.05}}])");
  say(*socket, R"([0,"ping",null,3])");
  EXPECT_EQ(hear(*socket), R"([0,0,"p",null])");
  say(*socket, R"([3,"nothing",null,3])");
  EXPECT_NE(hear(*socket).find(R"("x":{"3":{"code":)"), std::string::npos);
}

TEST_F(MessagePackTest, WhatIsNotItIsAnsweredInItAndEndsTheConnection) {
  const auto text = joined();
  text->text(R"([1,"call",null,1])");
  EXPECT_EQ(hear(*text), R"([0,0,"e",{"code":"bad_frame","message":"message is text"}])");
  EXPECT_EQ(text->read_close(), 1003);
  const auto garbage = joined();
  garbage->tcp.send(test::client_frame(0x82, "\xc1"));
  EXPECT_EQ(hear(*garbage), R"([0,0,"e",{"code":"bad_frame","message":"message is not MessagePack, or more than JSON has"}])");
  EXPECT_EQ(garbage->read_close(), 1002);
}

TEST_F(MessagePackTest, AnUnknownFormatIsClosedAndJsonCanBeAskedFor) {
  SocketClient unknown(app_.port(), "/live/websocket?vsn=golive1&format=cbor");
  EXPECT_EQ(unknown.read_close(), 4400);
  SocketClient json(app_.port(), "/live/websocket?vsn=golive1&format=json");
  json.text(R"([0,"ping",null,0])");
  EXPECT_EQ(json.read().payload, R"([0,0,"p",null])");
}

}  // namespace
}  // namespace golive
