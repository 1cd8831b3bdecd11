#pragma once
// The seam between live views and whatever carries their frames (WebSocket; later SSE and long-poll).
// Threads: all calls on the loop that owns the connection.
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "live/visitor.h"

namespace golive {
class Loop;
}

namespace golive::live {

struct Arrival;

// How frames leave. Implemented in transport/, owned by its connection; valid until Receiver::on_closed returns.
class Transport {
 public:
  // Sends one text message. Tries the socket at once; copies only what the kernel did not take.
  virtual void send(std::string_view message) = 0;
  // The same for a binary one.
  virtual void send_binary(std::string_view message) = 0;
  // Bytes accepted by send() that the kernel has not taken yet; 0 again before Receiver::on_drained is called.
  virtual std::size_t unsent() const noexcept = 0;
  // Closes with a WebSocket close code (RFC 6455 section 7.4) after what is unsent. on_closed follows.
  virtual void close(std::uint16_t code, std::string_view reason) = 0;
  // Takes the connection to another loop, with what has come and was not read. From within on_message() only and while nothing is unsent;
  // the receiver is destroyed after it returns, without on_closed(), and `arrival` called on that loop.
  virtual void move_to(Loop& loop, Arrival arrival) = 0;

 protected:
  ~Transport() = default;
};

// What arrives. Implemented by live::Connection, owned by the transport.
class Receiver {
 public:
  virtual ~Receiver() = default;
  // One whole text message, valid UTF-8, within the size limit. The bytes are the receiver's until it returns.
  virtual void on_message(std::string_view message) = 0;
  // One whole binary message; else the same. What knows no such messages closes with 1003.
  virtual void on_binary(std::string_view message) = 0;
  // Everything handed to send() is in the kernel.
  virtual void on_drained() = 0;
  // The connection is over, for whatever reason; the last call.
  virtual void on_closed(std::uint16_t code) = 0;
  // A message is near: see Poller::Watched in base/poller.h; from 3 on.
  virtual void prefetch_link([[maybe_unused]] int link) const noexcept {}
};

// What goes on with a connection on another loop: its receiver, and the message it begins with.
struct Arrival {
  std::move_only_function<std::unique_ptr<Receiver>(Transport&)> make;
  std::string message;
  bool is_binary = false;
};

// What an upgrade request asked for; strings live during the call only.
struct Upgrade {
  std::string_view path;   // as it was sent, percent-encoded
  std::string_view query;  // without '?'
  const Visitor& visitor;
};

// Made by app/, asked by http/ and transport/ at a WebSocket upgrade.
class Acceptor {
 public:
  virtual ~Acceptor() = default;
  // The loop that shall own the connection, from the `view` parameter of the query; any loop if it names none: its join will move it.
  virtual Loop& loop_for(const Upgrade& upgrade) = 0;
  // On that loop: the receiver of a new connection. Never null: a connection that must be refused gets a receiver that closes it.
  virtual std::unique_ptr<Receiver> accept(const Upgrade& upgrade, Transport& transport, Loop& loop) = 0;
};

}  // namespace golive::live
