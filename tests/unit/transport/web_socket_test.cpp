#include <gtest/gtest.h>

#include <set>

#include "unit/transport/transport_fixture.h"

namespace golive::test {
namespace {

using namespace std::chrono_literals;

TEST(WebSocketHandshake, AnswersTheExampleOfTheRfc) {
  EchoServer server;
  SocketClient client(server.port());
  EXPECT_TRUE(client.handshake.starts_with("HTTP/1.1 101 Switching Protocols\r\n")) << client.handshake;
  EXPECT_NE(client.handshake.find("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"), std::string::npos) << client.handshake;
}

TEST(WebSocketHandshake, TellsTheAcceptorWhatWasAskedFor) {
  EchoServer server;
  SocketClient client(server.port(), "/a%20b?x=%31");
  client.text("hi");
  EXPECT_EQ(client.read().payload, "hi");
  EXPECT_TRUE(server.journal.has("upgrade /a%20b x=%31 127.0.0.1"));
}

TEST(WebSocketHandshake, RefusesWhatIsNoHandshake) {
  EchoServer server;
  const auto status_after = [&](std::string_view from, std::string_view to) {
    std::string request = test::upgrade_request("/live");
    request.replace(request.find(from), from.size(), to);
    TcpClient client(server.port());
    client.send(request);
    return client.read_until("\r\n\r\n");
  };
  EXPECT_TRUE(status_after("Version: 13", "Version: 8").starts_with("HTTP/1.1 426 "));
  EXPECT_NE(status_after("Version: 13", "Version: 8").find("Sec-WebSocket-Version: 13\r\n"), std::string::npos);
  EXPECT_TRUE(status_after("dGhlIHNhbXBsZSBub25jZQ==", "short").starts_with("HTTP/1.1 400 "));
  EXPECT_TRUE(status_after("GET ", "HEAD ").starts_with("HTTP/1.1 400 "));
  EXPECT_TRUE(status_after("Upgrade: websocket", "Upgrade: h2c").starts_with("HTTP/1.1 404 "));
}

TEST(WebSocketHandshake, FramesInTheSamePacketAreNotLost) {
  EchoServer server({}, 2);
  TcpClient tcp(server.port());
  tcp.send(test::upgrade_request("/live?loop=1") + client_frame(0x81, "early") + client_frame(0x81, "bird").substr(0, 3));
  EXPECT_TRUE(tcp.read_until("\r\n\r\n").starts_with("HTTP/1.1 101 "));
  EXPECT_EQ(tcp.read_bytes(7),
            "\x81\x05"
            "early");
  tcp.send(client_frame(0x81, "bird").substr(3));
  EXPECT_EQ(tcp.read_bytes(6),
            "\x81\x04"
            "bird");
}

TEST(WebSocketHandshake, TheAcceptorMayCloseAtOnce) {
  EchoServer server;
  SocketClient client(server.port(), "/live?refuse");
  EXPECT_EQ(client.read_close(), 4400);
  client.tcp.send(client_frame(0x88, close_payload(4400)));
  EXPECT_TRUE(client.tcp.at_end());
  EXPECT_TRUE(server.journal.soon_has("closed 4400"));
}

TEST(WebSocketHandshake, TheSocketMovesToTheLoopThatHoldsTheView) {
  EchoServer server({}, 3);
  for (const char loop : {'0', '1', '2', '1', '0', '2'}) {
    SocketClient client(server.port(), std::string("/live?loop=") + loop);
    client.text("loop");
    EXPECT_EQ(client.read().payload, std::string(1, loop) + " current");
  }
}

TEST(WebSocketHandshake, RefusesMoreThanTheLimit) {
  EchoServer server({.connections = 1});
  SocketClient first(server.port());
  SocketClient second(server.port());
  EXPECT_TRUE(first.handshake.starts_with("HTTP/1.1 101 "));
  EXPECT_TRUE(second.handshake.starts_with("HTTP/1.1 503 "));
}

TEST(WebSocketMessages, ComeBackWhole) {
  EchoServer server;
  SocketClient client(server.port());
  // Around each change of the length's form, of the read area, of the loop's buffer, and of what is sent in one piece.
  for (const std::size_t size : {0, 1, 125, 126, 249, 250, 251, 256, 257, 511, 512, 513, 65535, 65536, 70000, 1024 * 1024}) {
    std::string message(size, 'a');
    for (std::size_t i = 0; i < size; ++i) message[i] = static_cast<char>('a' + i % 26);
    client.text(message);
    const Frame frame = client.read();
    EXPECT_EQ(frame.opcode, 1);
    EXPECT_TRUE(frame.payload == message) << size;
  }
}

TEST(WebSocketMessages, MayArriveByteByByte) {
  EchoServer server;
  SocketClient client(server.port());
  const std::string long_one(300, 'l');
  for (const char c : client_frame(0x81, "torn") + client_frame(0x81, long_one)) client.tcp.send({&c, 1});
  EXPECT_EQ(client.read().payload, "torn");
  EXPECT_EQ(client.read().payload, long_one);
}

TEST(WebSocketMessages, MayArriveManyInOnePacketInOrder) {
  EchoServer server;
  SocketClient client(server.port());
  std::string packet;
  for (int i = 0; i < 5000; ++i) packet += client_frame(0x81, std::to_string(i), static_cast<std::uint32_t>(i) * 2654435761U);
  std::jthread sender([&] { client.tcp.send(packet); });
  for (int i = 0; i < 5000; ++i) ASSERT_EQ(client.read().payload, std::to_string(i));
}

TEST(WebSocketMessages, MayComeInFragmentsWithPingsBetween) {
  EchoServer server;
  SocketClient client(server.port());
  client.tcp.send(client_frame(0x01, "one ") + client_frame(0x89, "p") + client_frame(0x00, "two \xC3") + client_frame(0x00, "") +
                  client_frame(0x80, "\xA9"));
  const Frame pong = client.read();
  EXPECT_EQ(pong.opcode, 10);
  EXPECT_EQ(pong.payload, "p");
  EXPECT_EQ(client.read().payload, "one two \xC3\xA9");
}

TEST(WebSocketMessages, OfBytesComeBackAsBytes) {
  EchoServer server;
  SocketClient client(server.port());
  const std::string bytes("\x00\xff\xfe not UTF-8 \xc3(", 16);
  client.tcp.send(client_frame(0x82, bytes) + client_frame(0x02, bytes.substr(0, 2)) + client_frame(0x89, "p") +
                  client_frame(0x80, bytes.substr(2)) + client_frame(0x81, "text again"));
  for (const auto& [opcode, payload] : {Frame{2, bytes}, Frame{10, "p"}, Frame{2, bytes}, Frame{1, "text again"}}) {
    const Frame frame = client.read();
    EXPECT_EQ(frame.opcode, opcode);
    EXPECT_EQ(frame.payload, payload);
  }
}

TEST(WebSocketMessages, OfEveryMaskAreReadTheSame) {
  EchoServer server;
  SocketClient client(server.port());
  for (const std::uint32_t mask : {0U, 1U, 0x80000000U, 0xffffffffU, 0x00ff00ffU}) {
    client.tcp.send(client_frame(0x81, "seventeen letters", mask));
    EXPECT_EQ(client.read().payload, "seventeen letters");
  }
}

struct Violation {
  const char* name;
  std::string bytes;
  int code;
};

class WebSocketViolations : public testing::TestWithParam<Violation> {};

TEST_P(WebSocketViolations, EndTheConnectionWithTheirCode) {
  EchoServer server({.message_bytes = 1000});
  SocketClient client(server.port());
  client.tcp.send(GetParam().bytes);
  EXPECT_EQ(client.read_close(), GetParam().code);
  // The end comes without a reset, although the client sends on.
  client.text("never read");
  EXPECT_TRUE(client.tcp.at_end());
  client.tcp.end_sending();
  EXPECT_TRUE(server.journal.soon_has("closed " + std::to_string(GetParam().code)));
  EXPECT_TRUE(eventually([&] { return server.sockets().connections() == 0; }));
}

std::string unmasked(std::string frame) {
  frame[1] = static_cast<char>(frame[1] & 0x7f);
  return frame;
}

INSTANTIATE_TEST_SUITE_P(
    All, WebSocketViolations,
    testing::Values(
        Violation{"reserved_bit_1", client_frame(0xC1, "x"), 1002}, Violation{"reserved_bit_2", client_frame(0xA1, "x"), 1002},
        Violation{"reserved_bit_3", client_frame(0x91, "x"), 1002}, Violation{"reserved_opcode_3", client_frame(0x83, "x"), 1002},
        Violation{"reserved_opcode_11", client_frame(0x8B, "x"), 1002}, Violation{"unmasked", unmasked(client_frame(0x81, "x")), 1002},
        Violation{"continuation_of_nothing", client_frame(0x80, "x"), 1002},
        Violation{"message_in_message", client_frame(0x01, "x") + client_frame(0x81, "y"), 1002},
        Violation{"ping_in_fragments", client_frame(0x09, "x"), 1002},
        Violation{"long_ping", client_frame(0x89, std::string(126, 'x')), 1002},
        Violation{"length_not_minimal_16",
                  std::string("\x81\xFE\x00\x01"
                              "abcd"
                              "x",
                              9),
                  1002},
        Violation{"length_not_minimal_64", std::string("\x81\xFF\x00\x00\x00\x00\x00\x00\x00\x7F", 10) + std::string(131, 'x'), 1002},
        Violation{"not_utf8", client_frame(0x81, "\xC3("), 1007}, Violation{"surrogate", client_frame(0x81, "\xED\xA0\x80"), 1007},
        Violation{"overlong", client_frame(0x81, "\xC0\x80"), 1007},
        Violation{"not_utf8_in_fragments", client_frame(0x01, "\xC3") + client_frame(0x80, "("), 1007},
        Violation{"too_big", client_frame(0x81, std::string(1001, 'x')), 1009},
        Violation{"too_big_to_be_true",
                  std::string("\x81\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"
                              "abcd",
                              14),
                  1009},
        Violation{"too_big_in_fragments", client_frame(0x01, std::string(600, 'x')) + client_frame(0x80, std::string(600, 'x')), 1009},
        Violation{"close_of_one_byte", client_frame(0x88, "x"), 1002},
        Violation{"close_1005", client_frame(0x88, close_payload(1005)), 1002},
        Violation{"close_999", client_frame(0x88, close_payload(999)), 1002},
        Violation{"close_2999", client_frame(0x88, close_payload(2999)), 1002},
        Violation{"close_reason_not_utf8", client_frame(0x88, close_payload(1000, "\xFF")), 1007}),
    [](const auto& violation) { return violation.param.name; });

TEST(WebSocketMessages, OfExactlyTheLimitAreTaken) {
  EchoServer server({.message_bytes = 1000});
  SocketClient client(server.port());
  client.tcp.send(client_frame(0x01, std::string(600, 'x')) + client_frame(0x80, std::string(400, 'x')));
  EXPECT_EQ(client.read().payload.size(), 1000U);
  client.text(std::string("nul \0 is a character", 20));
  EXPECT_EQ(client.read().payload.size(), 20U);
}

TEST(WebSocketClose, OfTheBrowserIsAnsweredWithItsCode) {
  EchoServer server;
  for (const int code : {1000, 1001, 3000, 4999}) {
    SocketClient client(server.port());
    client.tcp.send(client_frame(0x88, close_payload(static_cast<std::uint16_t>(code), "bye")));
    EXPECT_EQ(client.read_close(), code);
    EXPECT_TRUE(client.tcp.at_end());
    EXPECT_TRUE(server.journal.soon_has("closed " + std::to_string(code)));
  }
  SocketClient silent(server.port());
  silent.tcp.send(client_frame(0x88, ""));
  EXPECT_EQ(silent.read_close(), 1005);
  EXPECT_TRUE(server.journal.soon_has("closed 1005"));
}

TEST(WebSocketClose, OfTheServerWaitsForTheAnswerAndSendsNothingAfter) {
  EchoServer server;
  SocketClient client(server.port());
  client.text("close 4001 " + std::string(121, 'r') + "\xC3\xA9\xC3\xA9");
  const Frame close = client.read();
  EXPECT_EQ(close.opcode, 8);
  // 123 bytes of reason, cut between characters.
  EXPECT_EQ(close.payload, close_payload(4001, std::string(121, 'r') + "\xC3\xA9"));
  client.text("still talking");
  client.tcp.send(client_frame(0x88, close_payload(4001)));
  EXPECT_TRUE(client.tcp.at_end());
  EXPECT_TRUE(server.journal.soon_has("closed 4001"));
}

TEST(WebSocketClose, EndsWithoutAnAnswerAfterItsLimit) {
  EchoServer server({.close_within = 20ms});
  SocketClient client(server.port());
  client.text("close 1000 ");
  EXPECT_EQ(client.read_close(), 1000);
  EXPECT_TRUE(client.tcp.at_end());
  EXPECT_TRUE(server.journal.soon_has("closed 1000"));
}

TEST(WebSocketClose, IsNotPutOffByABrowserThatTalksOn) {
  EchoServer server({.close_within = 20ms});
  SocketClient client(server.port());
  client.text("close 1000 ");
  EXPECT_EQ(client.read_close(), 1000);
  EXPECT_TRUE(eventually([&] {
    client.text("still talking");
    client.tcp.send(client_frame(0x89, "and asking"));
    return server.journal.has("closed 1000");
  }));
}

TEST(WebSocketClose, AfterAViolationDoesNotWaitForTheBrowserToGo) {
  EchoServer server({.close_within = 20ms});
  SocketClient client(server.port());
  client.tcp.send(client_frame(0x83, ""));
  EXPECT_EQ(client.read_close(), 1002);
  EXPECT_TRUE(server.journal.soon_has("closed 1002"));
  EXPECT_TRUE(eventually([&] { return server.sockets().connections() == 0; }));
}

TEST(WebSocketClose, OfAllAtShutdown) {
  EchoServer server;
  SocketClient one(server.port());
  SocketClient two(server.port());
  two.text("x");
  two.read();
  server.loops().on(0, [&] {
    server.sockets().close_all(server.loops()[0], 1001, "shutdown");
    return true;
  });
  EXPECT_EQ(one.read_close(), 1001);
  EXPECT_EQ(two.read_close(), 1001);
}

TEST(WebSocketClose, ALostConnectionIs1006) {
  EchoServer server;
  { SocketClient client(server.port()); }
  EXPECT_TRUE(server.journal.soon_has("closed 1006"));
  EXPECT_TRUE(eventually([&] { return server.sockets().connections() == 0; }));
}

TEST(WebSocketClose, AServerThatIsDestroyedTellsItsReceiversOnce) {
  EchoServer server;
  SocketClient client(server.port());
  client.text("x");
  client.read();
  server.stop();
  EXPECT_TRUE(client.tcp.at_end());
  EXPECT_TRUE(server.journal.has("closed 1001"));
}

TEST(WebSocketPing, AsksASilentBrowserAndKeepsOneThatAnswers) {
  EchoServer server({.ping_after = 10ms, .pong_within = 10s});
  SocketClient client(server.port());
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(client.read().opcode, 9);
    client.tcp.send(client_frame(0x8A, ""));
  }
  client.text("alive");
  Frame frame = client.read();
  while (frame.opcode == 9) frame = client.read();
  EXPECT_EQ(frame.payload, "alive");
}

TEST(WebSocketPing, IsNotPutOffByWhatIsSentToTheBrowser) {
  EchoServer server({.ping_after = 50ms, .pong_within = 50ms});
  SocketClient client(server.port());
  client.text("chatter");
  EXPECT_TRUE(server.journal.soon_has("closed 1006"));
  std::string last;
  for (Frame frame = client.read(); frame.opcode != -1; frame = client.read()) last += frame.opcode == 9 ? "ping " : frame.payload + ' ';
  EXPECT_NE(last.find("chatter ping chatter"), std::string::npos) << last;
}

TEST(WebSocketPing, GivesUpABrowserThatDoesNotAnswer) {
  EchoServer server({.ping_after = 10ms, .pong_within = 20ms});
  SocketClient client(server.port());
  EXPECT_EQ(client.read().opcode, 9);
  EXPECT_TRUE(client.tcp.at_end());
  EXPECT_TRUE(server.journal.soon_has("closed 1006"));
}

TEST(WebSocketSlowReader, GetsEverythingAndTheReceiverIsToldWhen) {
  EchoServer server;
  SocketClient client(server.port(), "/live", 4096);
  client.text("flood 20000000");
  client.tcp.send(client_frame(0x89, "first") + client_frame(0x89, "last"));
  EXPECT_TRUE(server.journal.soon_has("unsent"));
  EXPECT_EQ(client.read().payload.size(), 20'000'000U);
  EXPECT_TRUE(server.journal.soon_has("drained"));
  // Pings that came meanwhile are answered once, with the newest.
  const Frame pong = client.read();
  EXPECT_EQ(pong.opcode, 10);
  EXPECT_EQ(pong.payload, "last");
  client.text("small");
  EXPECT_EQ(client.read().payload, "small");
  EXPECT_FALSE(server.journal.has("drained with a rest"));
}

TEST(WebSocketSlowReader, IsClosedWhenItTakesNothingForTooLong) {
  EchoServer server({.drain_within = 30ms});
  SocketClient client(server.port(), "/live", 4096);
  client.text("flood 20000000");
  EXPECT_TRUE(server.journal.soon_has("closed 1006"));
  EXPECT_FALSE(server.journal.has("drained"));
}

TEST(WebSocketSlowReader, MayStillSendWithoutWinningTime) {
  EchoServer server({.drain_within = 50ms});
  SocketClient client(server.port(), "/live", 4096);
  client.text("flood 20000000");
  EXPECT_TRUE(eventually([&] {
    client.text("x");
    return server.journal.has("closed 1006");
  }));
}

TEST(WebSocketSlowReader, CostsBoundedMemory) {
  EchoServer server({.unsent_bytes = 8'000'000});
  SocketClient client(server.port(), "/live", 4096);
  for (int i = 0; i < 5; ++i) client.text("flood 6000000");
  EXPECT_TRUE(server.journal.soon_has("closed 1006"));
  EXPECT_TRUE(eventually([&] { return server.sockets().connections() == 0; }));
}

TEST(WebSocketLimits, AMessageSentByteByByteIsFailed) {
  EchoServer server({.message_time = 30ms, .slowest_sender = 100'000, .close_within = 20ms});
  SocketClient client(server.port());
  client.tcp.send(client_frame(0x81, std::string(1'000'000, 'x')).substr(0, 14));
  EXPECT_TRUE(eventually([&] {
    client.tcp.send("x");
    return client.tcp.has_answer();
  }));
  EXPECT_EQ(client.read_close(), 1008);
  EXPECT_TRUE(server.journal.soon_has("closed 1008"));
}

TEST(WebSocketLimits, FragmentsThatNeverEndAreFailed) {
  EchoServer server({.message_time = 30ms, .slowest_sender = 100'000});
  SocketClient client(server.port());
  client.tcp.send(client_frame(0x01, "begun"));
  EXPECT_EQ(client.read_close(), 1008);
}

TEST(WebSocketLimits, AMessageThatComesFastEnoughHasAllTheTimeItNeeds) {
  // A byte in each 200 ms will do; all of them take a little longer than that.
  EchoServer server({.message_time = 200ms, .slowest_sender = 5});
  SocketClient client(server.port());
  const std::string frame = client_frame(0x81, std::string(200, 'x'));
  std::size_t sent = 0;
  EXPECT_TRUE(eventually([&] {
    client.tcp.send(frame.substr(sent, 1));
    return ++sent == frame.size();
  }));
  EXPECT_EQ(client.read().payload.size(), 200U);
  client.text("still open");
  EXPECT_EQ(client.read().payload, "still open");
}

}  // namespace
}  // namespace golive::test
