#pragma once
// A server whose receiver echoes, and a blocking WebSocket client.
#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/timer.h"
#include "http/server.h"
#include "transport/frame.h"
#include "transport/web_socket_server.h"
#include "unit/http/tcp_client.h"
#include "unit/transport/client_messages.h"

namespace golive::test {

// What the receivers of a test have seen. Threads: any.
class Journal {
 public:
  void note(std::string entry) {
    const std::scoped_lock lock(mutex_);
    entries_.push_back(std::move(entry));
  }
  std::vector<std::string> entries() const {
    const std::scoped_lock lock(mutex_);
    return entries_;
  }
  bool has(std::string_view entry) const { return std::ranges::count(entries(), entry) > 0; }
  bool soon_has(std::string_view entry) const {
    return eventually([&] { return has(entry); });
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> entries_;
};

// "close CODE REASON" closes, "flood N" sends N bytes, "loop" answers the loop's index, "chatter" goes on sending it; all else is echoed.
class EchoReceiver final : public live::Receiver {
 public:
  EchoReceiver(live::Transport& transport, Loop& loop, Journal& journal) : transport_(transport), loop_(loop), journal_(journal) {}

  void on_message(std::string_view message) override {
    if (message.starts_with("close ")) {
      transport_.close(static_cast<std::uint16_t>(std::stoi(std::string(message.substr(6, 4)))), message.substr(11));
      transport_.send("too late");
    } else if (message.starts_with("flood ")) {
      transport_.send(std::string(std::stoul(std::string(message.substr(6))), 'x'));
      journal_.note(transport_.unsent() > 0 ? "unsent" : "sent");
    } else if (message == "loop") {
      transport_.send(std::to_string(loop_.index()) + (loop_.is_current() ? " current" : " elsewhere"));
    } else if (message == "chatter") {
      chatter();
    } else {
      transport_.send(message);
    }
  }
  void on_binary(std::string_view message) override { transport_.send_binary(message); }
  void on_drained() override { journal_.note(transport_.unsent() == 0 ? "drained" : "drained with a rest"); }
  void on_closed(std::uint16_t code) override { journal_.note("closed " + std::to_string(code)); }

 private:
  void chatter() {
    transport_.send("chatter");
    chatter_.start(std::chrono::milliseconds(1));
  }

  live::Transport& transport_;
  Loop& loop_;
  Journal& journal_;
  Timer chatter_{loop_, [this] { chatter(); }};
};

class EchoServer final : public live::Acceptor, public http::Handler {
 public:
  explicit EchoServer(const transport::WebSocketOptions& options = {}, std::size_t loops = 1)
      : loops_(loops),
        sockets_(std::make_unique<transport::WebSocketServer>(loops_.pointers(), options, *this)),
        server_(std::make_unique<http::Server>(loops_.pointers(), http::ServerOptions{}, *this, sockets_.get())) {
    const auto listening = server_->listen("127.0.0.1", 0);
    if (!listening) ADD_FAILURE() << listening.error();
    loops_.run();
  }
  ~EchoServer() override { stop(); }

  void stop() {
    loops_.stop();
    server_.reset();
    sockets_.reset();
  }

  Loop& loop_for(const live::Upgrade& upgrade) override {
    journal.note("upgrade " + std::string(upgrade.path) + " " + std::string(upgrade.query) + " " + upgrade.visitor.peer);
    const std::size_t at = upgrade.query.find("loop=");
    return loops_[at == std::string_view::npos ? 0 : static_cast<std::size_t>(upgrade.query[at + 5] - '0')];
  }
  std::unique_ptr<live::Receiver> accept(const live::Upgrade& upgrade, live::Transport& transport, Loop& loop) override {
    if (upgrade.query == "refuse") transport.close(4400, "refused");
    return std::make_unique<EchoReceiver>(transport, loop, journal);
  }
  void handle(const http::Request&, http::Reply reply) override { reply(http::Response::error(404)); }

  std::uint16_t port() const { return server_->port(); }
  transport::WebSocketServer& sockets() { return *sockets_; }
  RunningLoops& loops() { return loops_; }
  Journal journal;

 private:
  RunningLoops loops_;
  std::unique_ptr<transport::WebSocketServer> sockets_;
  std::unique_ptr<http::Server> server_;
};

struct Frame {
  int opcode = -1;  // -1: the connection ended
  std::string payload;
};

// What a browser that got this answer sends with its next request: "Cookie: ...\r\n", or nothing if it was given none.
inline std::string cookie_after(std::string_view answer) {
  constexpr std::string_view kMark = "\r\nSet-Cookie: ";
  const std::size_t at = answer.substr(0, answer.find("\r\n\r\n")).find(kMark);
  if (at == std::string_view::npos) return {};
  const std::string_view line = answer.substr(at + kMark.size());
  return "Cookie: " + std::string(line.substr(0, line.find_first_of(";\r"))) + "\r\n";
}

// `Stream` has read_bytes().
template <class Stream>
Frame read_frame(Stream& stream) {
  const std::string start = stream.read_bytes(2);
  if (start.size() < 2) return {};
  std::size_t size = static_cast<unsigned char>(start[1]);
  if (size >= 126) {
    const std::string length = stream.read_bytes(size == 126 ? 2 : 8);
    size = 0;
    for (const char c : length) size = size << 8 | static_cast<unsigned char>(c);
  }
  return {static_cast<unsigned char>(start[0]) & 0x0f, stream.read_bytes(size)};
}

// 0 if it is no close frame.
inline int close_code(const Frame& frame) {
  if (frame.opcode != 8) return 0;
  return frame.payload.empty() ? 1005 : static_cast<unsigned char>(frame.payload[0]) << 8 | static_cast<unsigned char>(frame.payload[1]);
}

class SocketClient {
 public:
  explicit SocketClient(std::uint16_t port, std::string_view target = "/live", int receive_buffer = 0) : tcp(port, receive_buffer) {
    tcp.send(upgrade_request(target));
    handshake = tcp.read_until("\r\n\r\n");
  }

  // `headers`: "Name: value\r\n" each.
  SocketClient(std::uint16_t port, std::string_view target, std::string_view headers, int receive_buffer = 0) : tcp(port, receive_buffer) {
    tcp.send(upgrade_request(target, headers));
    handshake = tcp.read_until("\r\n\r\n");
  }

  void text(std::string_view message) { tcp.send(client_frame(0x81, message)); }
  Frame read() { return read_frame(tcp); }
  // The code of the close frame that comes next and is the last; 0 if there is none.
  int read_close() { return close_code(read()); }

  TcpClient tcp;
  std::string handshake;
};

}  // namespace golive::test
