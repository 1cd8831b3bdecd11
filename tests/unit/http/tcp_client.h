#pragma once
// A blocking client and a running loop for tests over real sockets. A wait that takes longer than ten seconds fails the test.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "base/file_descriptor.h"
#include "base/loop.h"

namespace golive::test {

constexpr int kPatienceSeconds = 10;

class TcpClient {
 public:
  // `receive_buffer`: bytes the kernel keeps for this client, for tests of slow readers; 0: its default.
  // `from`: the client's own address, any of 127.0.0.0/8.
  explicit TcpClient(std::uint16_t port, int receive_buffer = 0, std::uint32_t from = INADDR_LOOPBACK)
      : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const timeval patience{.tv_sec = kPatienceSeconds, .tv_usec = 0};
    ::setsockopt(socket_.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (receive_buffer > 0) ::setsockopt(socket_.get(), SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(from);
    if (from != INADDR_LOOPBACK) ::bind(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }

  // Of a Unix socket.
  explicit TcpClient(const std::string& path) : socket_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const timeval patience{.tv_sec = kPatienceSeconds, .tv_usec = 0};
    ::setsockopt(socket_.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    connected_ = ::connect(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }

  bool connected() const { return connected_; }
  int descriptor() const { return socket_.get(); }

  void send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  void end_sending() { ::shutdown(socket_.get(), SHUT_WR); }

  // Everything up to and with `mark`; what has come so far if the connection ends before.
  std::string read_until(std::string_view mark) {
    std::size_t at = 0;
    while ((at = buffer_.find(mark)) == std::string::npos) {
      if (!fill()) return std::exchange(buffer_, {});
    }
    return take(at + mark.size());
  }
  std::string read_bytes(std::size_t count) {
    while (buffer_.size() < count && fill()) {
    }
    return take(std::min(count, buffer_.size()));
  }
  std::string read_to_end() {
    while (fill()) {
    }
    return std::exchange(buffer_, {});
  }
  // One response with its body, by Content-Length; `head_only` for answers to HEAD.
  std::string read_response(bool head_only = false) {
    std::string response = read_until("\r\n\r\n");
    const std::size_t at = response.find("Content-Length: ");
    if (!head_only && at != std::string::npos) response += read_bytes(std::stoul(response.substr(at + 16)));
    return response;
  }
  // How the connection ended: 0 or ECONNRESET.
  int last_error() const { return last_error_; }
  // True once something has come that was not read.
  bool has_answer() {
    pollfd readable{.fd = socket_.get(), .events = POLLIN, .revents = 0};
    return !buffer_.empty() || ::poll(&readable, 1, 0) > 0;
  }
  // True if the server has ended the connection and sent nothing before.
  bool at_end() { return buffer_.empty() && !fill(); }

 private:
  std::string take(std::size_t count) {
    std::string front = buffer_.substr(0, count);
    buffer_.erase(0, count);
    return front;
  }
  bool fill() {
    char bytes[65536];
    const ssize_t got = ::recv(socket_.get(), bytes, sizeof bytes, 0);
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) ADD_FAILURE() << "nothing came for " << kPatienceSeconds << " s";
    last_error_ = got < 0 ? errno : 0;
    if (got > 0) buffer_.append(bytes, static_cast<std::size_t>(got));
    return got > 0;
  }

  FileDescriptor socket_;
  std::string buffer_;
  int last_error_ = 0;
  bool connected_ = false;
};

// Loops on threads of their own. Their coarse ticks are short, so that limits can be tested in milliseconds.
class RunningLoops {
 public:
  explicit RunningLoops(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      loops_.push_back(std::make_unique<Loop>(i, std::chrono::milliseconds(5)));
      pointers_.push_back(loops_.back().get());
    }
  }
  ~RunningLoops() { stop(); }

  std::vector<Loop*>& pointers() { return pointers_; }
  Loop& operator[](std::size_t index) { return *loops_[index]; }

  void run() {
    for (Loop* loop : pointers_) threads_.emplace_back([loop] { loop->run(); });
  }
  // After this the loops' objects may be touched and destroyed from the test's thread.
  void stop() {
    for (Loop* loop : pointers_) loop->stop();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }
  // Runs `work` on a loop and waits for its result.
  template <class Work>
  auto on(std::size_t index, Work work) {
    std::packaged_task<decltype(work())()> task(std::move(work));
    auto result = task.get_future();
    loops_[index]->post([&task] { task(); });
    return result.get();
  }

 private:
  std::vector<std::unique_ptr<Loop>> loops_;
  std::vector<Loop*> pointers_;
  std::vector<std::thread> threads_;
};

// Waits for something that another thread brings about.
template <class Condition>
bool eventually(Condition condition) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(kPatienceSeconds);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    ::poll(nullptr, 0, 1);
  }
  return true;
}

}  // namespace golive::test
