#pragma once
// A page on the thread of its server: what a browser's tab sends and gets, over the socket pair of a detail::TestServer.
#include <gtest/gtest.h>
#include <sys/socket.h>

#include <cerrno>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/file_descriptor.h"
#include "golive/detail/test_clock.h"
#include "golive/detail/test_server.h"
#include "unit/app/visitor.h"

namespace golive::test {

inline void run(detail::TestServer& server) { ASSERT_TRUE(server.run()) << "the app never comes to rest"; }

// One HTTP connection, or one socket.
class TestEnd {
 public:
  TestEnd(detail::TestServer& server, std::string_view first) : server_(server), end_(server.connect("192.0.2.7")) { send(first); }

  void send(std::string_view bytes) {
    EXPECT_EQ(::send(end_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL), static_cast<ssize_t>(bytes.size()));
  }
  void text(std::string_view message) { send(client_frame(0x81, message)); }
  // All that has come since the last time.
  std::string take() {
    std::string bytes;
    char buffer[4096];
    ssize_t size = 0;
    while ((size = ::recv(end_.get(), buffer, sizeof buffer, 0)) > 0) bytes.append(buffer, static_cast<std::size_t>(size));
    ended_ = size == 0 || (size < 0 && errno == ECONNRESET);
    return bytes;
  }
  // The same of a socket, after what is due has run; pings are answered.
  std::vector<std::string> frames() {
    std::vector<std::string> texts;
    while (true) {
      run(server_);
      std::string bytes = take();
      if (bytes.empty()) return texts;
      while (!bytes.empty()) take_frame(bytes, texts);
    }
  }
  bool ended() const { return ended_; }
  int close_code() const { return close_code_; }

 private:
  struct Bytes {
    std::string& rest;
    std::string read_bytes(std::size_t count) {
      std::string front = rest.substr(0, count);
      rest.erase(0, count);
      return front;
    }
  };
  void take_frame(std::string& bytes, std::vector<std::string>& texts) {
    Bytes stream{bytes};
    Frame frame = read_frame(stream);
    if (frame.opcode == 9) send(client_frame(0x8a, frame.payload));
    if (frame.opcode == 8) close_code_ = test::close_code(frame);
    if (frame.opcode == 1) texts.push_back(std::move(frame.payload));
  }

  detail::TestServer& server_;
  FileDescriptor end_;
  bool ended_ = false;
  int close_code_ = 0;
};

inline std::string get(detail::TestServer& server, std::string_view path, std::string_view headers = {}) {
  TestEnd end(server, std::string("GET ").append(path).append(" HTTP/1.1\r\nHost: localhost\r\n").append(headers).append("\r\n"));
  run(server);
  return end.take();
}

// A page that was got, and its socket. `headers`: nothing, or the cookie of a session.
class TestTab {
 public:
  TestTab(detail::TestServer& server, const std::string& path, std::string_view headers = {})
      : page{path, test::get(server, path, headers)}, server_(server), cookie_(headers.empty() ? page.cookie() : headers) {
    join();
  }
  // What that is answered with comes next.
  void join() {
    socket = std::make_unique<TestEnd>(server_, test::upgrade_request(page.socket_target(), cookie_));
    run(server_);
    EXPECT_TRUE(socket->take().starts_with("HTTP/1.1 101 "));
    socket->text(page.join_message());
  }
  std::string id() const { return page.id(); }
  std::vector<std::string> frames() { return socket->frames(); }
  // The view as its server would serve it now.
  std::string fresh() {
    std::string markup;
    EXPECT_TRUE(server_.render(id(), markup));
    return markup;
  }

  const std::string& cookie() const { return cookie_; }

  ServedPage page;
  std::unique_ptr<TestEnd> socket;

 private:
  detail::TestServer& server_;
  std::string cookie_;
};

// Moves the time on, from one timer to the next, and runs what is due at each.
template <class Meanwhile>
void advance(detail::TestClock& clock, detail::TestServer& server, std::chrono::nanoseconds time, Meanwhile meanwhile) {
  const std::int64_t end = clock.monotonic_ns() + time.count();
  run(server);
  while (server.next_due_ns() <= end) {
    clock.advance(server.next_due_ns() - clock.monotonic_ns());
    run(server);
    meanwhile();
  }
  clock.advance(end - clock.monotonic_ns());
}

}  // namespace golive::test
