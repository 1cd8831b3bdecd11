#pragma once
// One WebSocket, from the end of its handshake to its close. An idle one keeps no buffer.
// Threads: its loop's own. Owned by its pending read or write; the set knows it while it is open.
#include <atomic>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_stream.h"
#include "base/ticker.h"
#include "live/transport.h"
#include "protocol/close_code.h"
#include "transport/message_reader.h"
#include "transport/web_socket_server.h"

namespace golive::transport {

class WebSocket;

// A connection between the two loops: its request, copied.
struct Opening {
  std::string path = {};
  std::string query = {};
  live::Visitor visitor = {};
  std::string key = {};
  std::string response_lines = {};
  StreamSocket socket = {};
  std::string unread = {};
  std::optional<live::Arrival> arrival = {};  // of one that was open on another loop; then only the socket is of use besides
};

// The WebSockets of one loop, and what they share.
class WebSocketSet {
 public:
  // `sets`: those of all loops, by Loop::index().
  WebSocketSet(Loop& loop, const WebSocketOptions& options, live::Acceptor& acceptor, std::atomic<std::size_t>& open,
               const std::vector<std::unique_ptr<WebSocketSet>>& sets);
  ~WebSocketSet();  // ends them
  WebSocketSet(const WebSocketSet&) = delete;
  WebSocketSet& operator=(const WebSocketSet&) = delete;

  void open(Opening opening);
  void close_all(std::uint16_t code, std::string_view reason);
  Loop& loop() const noexcept { return loop_; }

 private:
  friend class WebSocket;
  // Limits in ticks of the loop's ticker.
  struct Ticks {
    Ticker::Tick ping, pong, drain, close, message;
  };

  Loop& loop_;
  const WebSocketOptions& options_;
  live::Acceptor& acceptor_;
  std::atomic<std::size_t>& open_;
  const std::vector<std::unique_ptr<WebSocketSet>>& sets_;
  Ticks ticks_;
  std::size_t least_received_;  // of a message in one message_time
  std::list<WebSocket*> sockets_;
};

class WebSocket final : public std::enable_shared_from_this<WebSocket>,
                        public ByteStream::Client,
                        public live::Transport,
                        private MessageReader::Sink,
                        private Ticker::Entry {
 public:
  WebSocket(WebSocketSet& set, StreamSocket socket);
  ~WebSocket();

  // With the handshake, or going on where another loop has left it.
  void start(Opening& opening);
  void finish(std::uint16_t code);

  void send(std::string_view message) override;
  void send_binary(std::string_view message) override;
  std::size_t unsent() const noexcept override { return outbox_.size() - outbox_from_; }
  void close(std::uint16_t code, std::string_view reason) override;
  void move_to(Loop& loop, live::Arrival arrival) override;

 private:
  enum class State : std::uint8_t {
    open,
    closing,  // our close frame is on its way; waits for the browser's
    leaving,  // the browser closes; ends when the answer is sent
    moving,   // goes to another loop as soon as what has come is read
    failing,  // the browser broke a rule; reads on without looking, so that it gets the close frame and not a reset
    closed,
  };

  bool on_bytes(std::span<char> bytes) override;
  void prefetch_link(int link) const noexcept override;
  void on_end() override;
  void on_writable() override;
  bool on_text(std::string_view message) override;
  bool on_binary(std::string_view message) override;
  bool on_ping(std::string_view payload) override;
  bool on_pong() override;
  void on_close(std::uint16_t code) override;
  void on_violation(std::uint16_t code, std::string_view what) override;
  void on_limit() override;

  class MessageLimit;
  struct Move;
  void finish_move();
  void accept(const Opening& opening);
  void watch_message(std::size_t received);
  void leave_set() noexcept;
  void send_frame(Opcode opcode, std::string_view payload);
  void send_close(std::uint16_t code, std::string_view reason);
  void keep_unsent(std::string_view header, std::string_view payload);
  void drained();
  Ticker& ticker() const noexcept { return set_->loop_.ticker(); }

  WebSocketSet* set_;  // until closed
  std::list<WebSocket*>::iterator place_;
  std::unique_ptr<live::Receiver> receiver_;
  MessageReader reader_;
  std::string outbox_;  // what the kernel has not taken, from outbox_from_ on; without memory when empty
  std::size_t outbox_from_ = 0;
  std::unique_ptr<std::string> pong_;  // waits for the outbox to drain; a newer one replaces it
  std::unique_ptr<Move> move_;
  std::unique_ptr<MessageLimit> message_limit_;  // while a message has begun and is not whole
  std::uint16_t close_code_ = CloseCode::abnormal;
  State state_ = State::open;
  bool ping_sent_ = false;  // and nothing has come since
  ByteStream stream_;
};

}  // namespace golive::transport
