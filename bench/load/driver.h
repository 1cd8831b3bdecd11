#pragma once
// Many clients on one thread: their sockets, and a callback for everything that happens.
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "client.h"
#include "options.h"

namespace load {

using Clock = std::chrono::steady_clock;

struct Connection {
  explicit Connection(const Options& options) : client(options) {}
  Client client;
  int socket = -1;
  Clock::time_point sent_at;  // of the newest event or GET
  std::uint64_t count = 0;    // free for the mode
};

class Driver {
 public:
  // Called for page, open, joined, answered and frame.
  using Callback = std::function<void(Connection&, Client::Happening)>;

  Driver(const Options& options, Callback callback);
  ~Driver();
  Driver(const Driver&) = delete;
  Driver& operator=(const Driver&) = delete;

  // Adds a client and connects it: to GET the page, or at once to its socket.
  Connection& add(bool page_first) { return add(page_first, options_); }
  // The same for a client that does something else; `options` outlive the driver.
  Connection& add(bool page_first, const Options& options);
  // Replaces a client's connection by a new one.
  void reconnect(Connection& connection, bool page_first);
  // The same without a page, for a client that was here before.
  void come_back(Connection& connection);
  void close(Connection& connection);
  void send(Connection& connection, std::string_view bytes);

  // Looks again and again instead of sleeping until something comes: a sender on the same machine pays for waking who sleeps.
  void stay_awake() noexcept { awake_ = true; }
  // Handles what comes until `done()` or the time is over; true if done.
  bool run(double seconds, const std::function<bool()>& done);

 private:
  void open(Connection& connection);
  void readable(Connection& connection);
  void dispatch(Connection& connection);

  const Options& options_;
  Callback callback_;
  int epoll_;
  bool awake_ = false;
  std::vector<std::unique_ptr<Connection>> connections_;
  std::vector<char> buffer_;
};

}  // namespace load
