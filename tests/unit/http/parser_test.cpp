// Requests as a connection reads them: in whatever pieces they come.
#include "http/parser.h"

#include <gtest/gtest.h>

#include <string>

namespace golive::http {
namespace {

using Progress = Parser::Progress;

Progress feed_bytes(Parser& parser, std::string_view bytes) {
  Progress progress = Progress::idle;
  for (const char& c : bytes) progress = parser.feed({&c, 1});
  return progress;
}

TEST(Parser, ALastChunkComesInPieces) {
  const HttpLimits limits;
  for (const std::string body : {"0\r\n\r\n", "2\r\nhi\r\n0\r\n\r\n", "2\r\nhi\r\n0\r\nT: x\r\n\r\n"}) {
    Parser parser(limits);
    ASSERT_EQ(feed_bytes(parser, "POST /e HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + body), Progress::request) << body;
    EXPECT_EQ(parser.request().body, body[0] == '0' ? "" : "hi");
    EXPECT_EQ(parser.next(), Progress::idle);
  }
}

TEST(Parser, TheLineOfAChunkIsAsLongAsHeadersMayBeHoweverItComes) {
  const HttpLimits limits{.headers = 100};
  for (const std::size_t size : {60U, 120U}) {
    const std::string bytes =
        "POST /e HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2;a=" + std::string(size, 'x') + "\r\nhi\r\n0\r\n\r\n";
    const Progress expected = size == 60 ? Progress::request : Progress::refused;
    Parser at_once(limits);
    EXPECT_EQ(at_once.feed(bytes), expected);
    Parser in_bytes(limits);
    EXPECT_EQ(feed_bytes(in_bytes, bytes), expected);
  }
}

TEST(Parser, TheFirstFaultIsAnsweredHoweverTheBytesCome) {
  const HttpLimits limits{.request_line = 30, .headers = 30};
  const std::pair<std::string, int> faults[] = {
      {"\x16" + std::string(40, 'x') + "\r\n\r\n", 400},                                    // no HTTP, and too long
      {"GET / HTTP/1.1\nX: " + std::string(40, 'x') + "\r\n\r\n", 400},                     // bare LF, and too long
      {"GET /" + std::string(40, 'x') + " HTTP/1.1\nX: y\r\n\r\n", 414},                    // the other way round
      {"GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(40, 'x') + "\nY: z\r\n\r\n", 431},  // among the headers
      {"GET / HTTP/1.1\r\nHost: h\r\nX: y\nZ: " + std::string(40, 'x') + "\r\n\r\n", 400},
  };
  for (const auto& [bytes, status] : faults) {
    Parser at_once(limits);
    ASSERT_EQ(at_once.feed(bytes), Progress::refused) << bytes;
    EXPECT_EQ(at_once.status(), status) << bytes;
    Parser in_bytes(limits);
    ASSERT_EQ(feed_bytes(in_bytes, bytes), Progress::refused) << bytes;
    EXPECT_EQ(in_bytes.status(), status) << bytes;
  }
}

}  // namespace
}  // namespace golive::http
