// What one client may ask for: golive/http_limits.h.
#include <gtest/gtest.h>

#include "unit/http/server_fixture.h"

namespace golive::test {
namespace {

class HttpLimitsTest : public HttpServer {};

TEST_F(HttpLimitsTest, RefusesTooMuch) {
  start();
  EXPECT_TRUE(has_status(answer("GET /" + std::string(8'200, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n"), 414));
  EXPECT_TRUE(has_status(answer("GET /" + std::string(8'000, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n"), 200));
  EXPECT_TRUE(has_status(answer("GET /" + std::string(8'200, 'a')), 414)) << "the line has not ended, but is too long already";
  EXPECT_TRUE(has_status(answer(get("/", "X: " + std::string(17'000, 'a') + "\r\n")), 431));
  EXPECT_TRUE(has_status(answer(get("/", "X: " + std::string(10'000, 'a') + "\r\nY: " + std::string(10'000, 'a') + "\r\n")), 431));
  EXPECT_TRUE(has_status(answer(get("/", "X: " + std::string(15'000, 'a') + "\r\n")), 200));
  std::string many;
  for (int i = 0; i < 101; ++i) many += "X: " + std::to_string(i) + "\r\n";
  EXPECT_TRUE(has_status(answer(get("/", many)), 431));
  EXPECT_TRUE(has_status(answer("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1048577\r\n\r\n"), 413));
  EXPECT_TRUE(
      has_status(answer("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n200000\r\n" + std::string(0x200000, 'x')), 413));
}

TEST_F(HttpLimitsTest, ARefusedClientThatIsStillSendingReadsTheAnswer) {
  start();
  TcpClient client(server_->port());
  client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5000000\r\n\r\n" + std::string(5'000'000, 'x'));
  EXPECT_TRUE(has_status(client.read_to_end(), 413));
}

TEST_F(HttpLimitsTest, ASlowReaderGetsABigResponse) {
  start();
  TcpClient client(server_->port(), 4096);
  client.send(get("/big") + get("/next"));
  EXPECT_EQ(body_of(client.read_response()).size(), 20'000'000U);
  EXPECT_NE(client.read_response().find("GET /next"), std::string::npos);
}

TEST_F(HttpLimitsTest, AReaderThatTakesNothingIsClosed) {
  start({.write_time = 30ms});
  TcpClient client(server_->port(), 4096);
  client.send(get("/big"));
  EXPECT_TRUE(eventually([&] { return server_->connections() == 0; }));
}

TEST_F(HttpLimitsTest, ASlowHeadIsA408AndASlowBodyToo) {
  start({.head_time = 30ms, .body_time = 30ms});
  TcpClient head(server_->port());
  head.send("GET / HT");
  EXPECT_TRUE(has_status(head.read_to_end(), 408));
  TcpClient body(server_->port());
  body.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhel");
  EXPECT_TRUE(has_status(body.read_to_end(), 408));
}

TEST_F(HttpLimitsTest, BytesThatTrickleInDoNotWinTime) {
  start({.head_time = 50ms});
  TcpClient client(server_->port());
  client.send("GET / HTTP/1.1\r\nX: ");
  EXPECT_TRUE(eventually([&] {
    client.send("x");
    return server_->connections() == 0 || ::recv(client.descriptor(), nullptr, 0, MSG_DONTWAIT) == 0;
  }));
  EXPECT_TRUE(has_status(client.read_to_end(), 408));
}

TEST_F(HttpLimitsTest, AConnectionThatSendsNothingEndsWithoutAWord) {
  start({.head_time = 20ms, .idle_time = 20ms});
  TcpClient fresh(server_->port());
  EXPECT_TRUE(fresh.at_end());
  TcpClient used(server_->port());
  used.send(get("/"));
  EXPECT_TRUE(has_status(used.read_response(), 200));
  EXPECT_TRUE(used.at_end());
}

TEST_F(HttpLimitsTest, MoreConnectionsThanTheLimitGet503) {
  start({.linger_time = 10ms}, 1, 1);
  TcpClient first(server_->port());
  first.send(get("/"));
  EXPECT_TRUE(has_status(first.read_response(), 200));
  TcpClient second(server_->port());
  second.send(get("/"));
  EXPECT_TRUE(has_status(second.read_to_end(), 503));
  first.send(get("/"));
  EXPECT_TRUE(has_status(first.read_response(), 200));
}

TEST_F(HttpLimitsTest, EveryLimitOfSizeAndNumberCanBeSet) {
  start({.request_line = 40, .headers = 60, .header_count = 3, .body = 4});
  EXPECT_TRUE(has_status(answer(get("/" + std::string(24, 'a'))), 200));
  EXPECT_TRUE(has_status(answer(get("/" + std::string(25, 'a'))), 414));
  EXPECT_TRUE(has_status(answer(get("/", "X: " + std::string(40, 'a') + "\r\n")), 200));
  EXPECT_TRUE(has_status(answer(get("/", "X: " + std::string(50, 'a') + "\r\n")), 431));
  EXPECT_TRUE(has_status(answer(get("/", "A: 1\r\nB: 1\r\n")), 200));
  EXPECT_TRUE(has_status(answer(get("/", "A: 1\r\nB: 1\r\nC: 1\r\n")), 431));
  const std::string post = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: ";
  EXPECT_TRUE(has_status(answer(post + "4\r\n\r\nfour"), 200));
  EXPECT_TRUE(has_status(answer(post + "5\r\n\r\nfives"), 413));
}

TEST_F(HttpLimitsTest, ABodyThatComesFastEnoughHasAllTheTimeItNeeds) {
  start({.body_time = 20ms, .slowest_sender = 50});
  TcpClient client(server_->port());
  client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 200\r\n\r\n");
  int sent = 0;
  EXPECT_TRUE(eventually([&] {
    client.send("x");
    return ++sent == 200;
  }));
  EXPECT_TRUE(has_status(client.read_response(), 200));
}

TEST_F(HttpLimitsTest, ABodyThatTricklesInIsA408) {
  start({.body_time = 20ms, .slowest_sender = 100'000});
  TcpClient client(server_->port());
  client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
  EXPECT_TRUE(eventually([&] {
    client.send("1\r\nx\r\n");
    return client.has_answer();
  }));
  EXPECT_TRUE(has_status(client.read_to_end(), 408));
}

TEST_F(HttpLimitsTest, AReaderThatIsFastEnoughHasAllTheTimeItNeeds) {
  start({.write_time = 150ms, .slowest_reader = 1000});
  TcpClient client(server_->port(), 65536);
  client.send(get("/big"));
  EXPECT_TRUE(has_status(client.read_until("\r\n\r\n"), 200));
  std::size_t got = 0;
  EXPECT_TRUE(eventually([&] { return (got += client.read_bytes(100'000).size()) == 20'000'000; })) << got;
}

TEST_F(HttpLimitsTest, AReaderThatTakesTooLittleIsCutOff) {
  start({.write_time = 20ms, .slowest_reader = 1'000'000'000});
  TcpClient client(server_->port(), 4096);
  client.send(get("/big"));
  std::size_t got = 0;
  EXPECT_TRUE(eventually([&] {
    got += client.read_bytes(1000).size();
    return server_->connections() == 0;
  }));
  EXPECT_LT(got + client.read_to_end().size(), 20'000'000U);
}

}  // namespace
}  // namespace golive::test
