// Responses that are made while they are sent: golive/body_source.h.
#include <gtest/gtest.h>

#include "unit/http/server_fixture.h"

namespace golive::test {
namespace {

class StreamedResponse : public HttpServer {
 protected:
  // The body of a response in chunks; ends with "(cut)" if the last chunk does not come.
  static std::string read_chunks(TcpClient& client) {
    std::string body;
    for (;;) {
      const std::string line = client.read_until("\r\n");
      if (line.empty()) return body + "(cut)";
      const std::size_t size = std::stoul(line, nullptr, 16);
      body += client.read_bytes(size);
      if (client.read_bytes(2) != "\r\n") return body + "(cut)";
      if (size == 0) return body;
    }
  }
};

TEST_F(StreamedResponse, ComesInChunksAndTheConnectionIsKept) {
  start();
  TcpClient client(server_->port());
  client.send(get("/stream") + get("/next"));
  const std::string head = client.read_until("\r\n\r\n");
  EXPECT_TRUE(has_status(head, 200));
  EXPECT_NE(head.find("Transfer-Encoding: chunked\r\n"), std::string::npos);
  EXPECT_EQ(head.find("Content-Length"), std::string::npos);
  EXPECT_EQ(read_chunks(client), "<piece 1><piece 2><piece 3>");
  EXPECT_TRUE(body_of(client.read_response()).starts_with("GET /next"));
}

TEST_F(StreamedResponse, ComesPlainToAClientOfHttp10) {
  start();
  TcpClient client(server_->port());
  client.send("GET /stream HTTP/1.0\r\n\r\n");
  const std::string response = client.read_to_end();
  EXPECT_EQ(response.find("Transfer-Encoding"), std::string::npos);
  EXPECT_NE(response.find("Connection: close\r\n"), std::string::npos);
  EXPECT_EQ(body_of(response), "<piece 1><piece 2><piece 3>");
}

TEST_F(StreamedResponse, OfKnownLengthNeedsNoChunks) {
  start();
  const std::string response = answer(get("/stream/known"));
  EXPECT_NE(response.find("Content-Length: 9\r\n"), std::string::npos);
  EXPECT_EQ(body_of(response), "<piece 1>");
}

TEST_F(StreamedResponse, IsNotMadeForHead) {
  start();
  TcpClient client(server_->port());
  client.send("HEAD /stream HTTP/1.1\r\nHost: h\r\n\r\n" + get("/next"));
  EXPECT_NE(client.read_response(true).find("Transfer-Encoding: chunked\r\n"), std::string::npos);
  EXPECT_TRUE(body_of(client.read_response()).starts_with("GET /next"));
  EXPECT_EQ(handler_.pieces, 0);
}

TEST_F(StreamedResponse, IsMadeOnlyAsFastAsItIsRead) {
  start();
  TcpClient client(server_->port(), 4096);
  client.send(get("/stream/big"));
  EXPECT_TRUE(has_status(client.read_until("\r\n\r\n"), 200));
  // What the two kernels keep is a few megabytes; the body has 64.
  EXPECT_TRUE(eventually([&] { return handler_.pieces > 1; }));
  loops_->on(0, [] { return true; });
  EXPECT_LT(handler_.pieces, 500);
  EXPECT_EQ(read_chunks(client).size(), 65'536'000U);
  EXPECT_EQ(handler_.pieces, 1000);
}

TEST_F(StreamedResponse, IsAskedAgainWhenItHadNothing) {
  start();
  TcpClient client(server_->port());
  client.send(get("/stream/later"));
  client.read_until("\r\n\r\n");
  EXPECT_EQ(read_chunks(client), "<piece 1><piece 3>");
}

TEST_F(StreamedResponse, IsCutOffWhereTheSourceThrows) {
  start();
  TcpClient client(server_->port());
  client.send(get("/stream/throws"));
  client.read_until("\r\n\r\n");
  EXPECT_EQ(read_chunks(client), "<piece 1>(cut)");
  TcpClient known(server_->port());
  known.send(get("/stream/short"));
  EXPECT_NE(known.read_until("\r\n\r\n").find("Content-Length: 100\r\n"), std::string::npos);
  EXPECT_LT(known.read_to_end().size(), 100U);
}

TEST_F(StreamedResponse, IsCutOffSoThatHttp10CanTell) {
  start();
  TcpClient client(server_->port());
  client.send("GET /stream/throws HTTP/1.0\r\n\r\n");
  EXPECT_NE(client.read_to_end().find("<piece 1>"), std::string::npos);
  EXPECT_EQ(client.last_error(), ECONNRESET);
}

TEST_F(StreamedResponse, EndsWithItsClient) {
  start();
  {
    TcpClient client(server_->port(), 4096);
    client.send(get("/stream/big"));
    EXPECT_TRUE(has_status(client.read_until("\r\n\r\n"), 200));
  }
  EXPECT_TRUE(eventually([&] { return server_->connections() == 0; }));
  EXPECT_LT(handler_.pieces, 1000);
}

}  // namespace
}  // namespace golive::test
