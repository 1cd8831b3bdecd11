// Slow peers at ours and at Debian's nginx, both with the same times: what each does about slowloris, slow bodies and slow readers.
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <memory>
#include <optional>

#include "unit/http/nginx_process.h"

namespace golive::test {
namespace {

constexpr std::size_t kFileBytes = 30'000'000;
constexpr auto kLimit = 700ms;  // less than 300 ms nginx does not tell apart
constexpr std::string_view kNginxLimits =
    "client_header_timeout 700ms; client_body_timeout 700ms; send_timeout 700ms; keepalive_timeout 700ms;\n";
constexpr auto kLongEnough = 3 * kLimit;  // for whoever wants to end a connection to have done it

// How a connection ended: the status of what came, or "nothing"; "waits" if it goes on.
std::string ending(std::string_view answers, bool over) {
  if (!over) return "waits";
  return answers.empty() ? "nothing" : std::string(answers.substr(9, 3));
}

// Does something at each turn until the server answers or ends the connection, or for as long as is enough.
template <class Step>
std::string keep_at(TcpClient& client, Step step) {
  const auto end = std::chrono::steady_clock::now() + kLongEnough;
  while (!client.has_answer()) {
    if (std::chrono::steady_clock::now() > end) return ending({}, false);
    step();
    ::poll(nullptr, 0, 10);
  }
  return ending(client.read_to_end(), true);
}

std::string trickle(TcpClient& client, std::string_view beginning, std::string_view piece) {
  client.send(beginning);
  return keep_at(client, [&] { client.send(piece); });
}

// Takes `bytes` at each turn; whether it was cut off before it had the file.
std::string read_slowly(TcpClient& client, std::size_t bytes) {
  client.send("GET /big HTTP/1.1\r\nHost: h\r\n\r\n");
  const auto end = std::chrono::steady_clock::now() + kLongEnough;
  std::size_t got = 0;
  while (std::chrono::steady_clock::now() < end) {
    if (bytes > 0) got += client.read_bytes(bytes).size();
    ::poll(nullptr, 0, 10);
  }
  return got + client.read_to_end().size() < kFileBytes ? "cut off" : "all";
}

class SlowPeer : public testing::Test {
 protected:
  void SetUp() override {
    if (::access(kNginx, X_OK) != 0) GTEST_SKIP() << kNginx << " is not installed: tools/setup.sh --test";
    set_log_level(LogLevel::off);
    files_.write("site/big", std::string(kFileBytes, 'b'));
    auto directory = http::Directory::open(files_ / "site", {});
    ASSERT_TRUE(directory);
    handler_.emplace(std::move(*directory));
    server_.emplace(loops_.pointers(),
                    http::ServerOptions{.limits = {.head_time = kLimit,
                                                   .body_time = kLimit,
                                                   .slowest_sender = 10'000,
                                                   .idle_time = kLimit,
                                                   .write_time = kLimit,
                                                   .slowest_reader = 10'000'000,
                                                   .linger_time = kLimit}},
                    *handler_, nullptr);
    ASSERT_TRUE(server_->listen_unix(files_ / "ours.sock", 0600));
    loops_.run();
    nginx_.emplace(files_, files_ / "site", kNginxLimits);
    ASSERT_TRUE(nginx_->answers());
  }
  void TearDown() override {
    nginx_.reset();
    loops_.stop();
    server_.reset();
    set_log_level(LogLevel::info);
  }
  std::unique_ptr<TcpClient> ours() const { return std::make_unique<TcpClient>(files_ / "ours.sock"); }
  std::unique_ptr<TcpClient> theirs() const { return std::make_unique<TcpClient>(nginx_->socket()); }

  TemporaryDirectory files_;
  RunningLoops loops_{1};
  std::optional<FilesAndEcho> handler_;
  std::optional<http::Server> server_;
  std::optional<Nginx> nginx_;
};

// Ours says why; nginx notes a 408 in its log and closes.
TEST_F(SlowPeer, AHeadThatTricklesInIsGivenUpByBoth) {
  for (const std::string_view beginning : {"GET /", "GET / HTTP/1.1\r\nX: "}) {
    EXPECT_EQ(trickle(*ours(), beginning, "x"), "408") << beginning;
    EXPECT_EQ(trickle(*theirs(), beginning, "x"), "nothing") << beginning;
  }
}

TEST_F(SlowPeer, HeadersThatGoOnForEverAreGivenUpByBoth) {
  EXPECT_EQ(trickle(*ours(), "GET / HTTP/1.1\r\nHost: h\r\n", "X: y\r\n"), "408");
  EXPECT_EQ(trickle(*theirs(), "GET / HTTP/1.1\r\nHost: h\r\n", "X: y\r\n"), "nothing");
}

TEST_F(SlowPeer, OneThatSendsNothingIsClosedWithoutAWordByBoth) {
  EXPECT_EQ(keep_at(*ours(), [] {}), "nothing");
  EXPECT_EQ(keep_at(*theirs(), [] {}), "nothing");
}

TEST_F(SlowPeer, OneThatSendsNothingMoreIsClosedWithoutAWordByBoth) {
  for (const bool is_ours : {true, false}) {
    const auto client = is_ours ? ours() : theirs();
    client->send("GET /missing HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_TRUE(has_status(client->read_response(), 404));
    EXPECT_EQ(keep_at(*client, [] {}), "nothing");
  }
}

TEST_F(SlowPeer, ABodyThatStopsIsGivenUpByBoth) {
  for (const bool is_ours : {true, false}) {
    const auto client = is_ours ? ours() : theirs();
    client->send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\nhalf");
    EXPECT_EQ(keep_at(*client, [] {}), is_ours ? "408" : "nothing");
  }
}

// nginx counts the time between two reads: a byte now and then keeps a connection and its buffer for ever.
TEST_F(SlowPeer, ABodyThatTricklesInIsGivenUpByOursAlone) {
  for (const std::string_view head : {"Content-Length: 100000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n"}) {
    const std::string beginning = "POST /echo HTTP/1.1\r\nHost: h\r\n" + std::string(head);
    const std::string_view piece = head.starts_with("C") ? "x" : "1\r\nx\r\n";
    EXPECT_EQ(trickle(*ours(), beginning, piece), "408") << head;
    EXPECT_EQ(trickle(*theirs(), beginning, piece), "waits") << head;
  }
}

TEST_F(SlowPeer, OneThatReadsNothingIsCutOffByBoth) {
  EXPECT_EQ(read_slowly(*ours(), 0), "cut off");
  EXPECT_EQ(read_slowly(*theirs(), 0), "cut off");
}

// As with bodies: for nginx whoever takes something in each send_timeout is fast enough.
TEST_F(SlowPeer, OneThatReadsALittleIsCutOffByOursAlone) {
  EXPECT_EQ(read_slowly(*ours(), 10'000), "cut off");
  EXPECT_EQ(read_slowly(*theirs(), 10'000), "all");
}

}  // namespace
}  // namespace golive::test
