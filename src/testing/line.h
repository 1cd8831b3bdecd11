#pragma once
// What is between a live view of a page and its server: messages that are under way for a time, and what becomes of them there.
//
// In calm weather it costs nothing: messages go past it.
#include <cstdint>
#include <deque>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "testing/socket_client.h"
#include "testing/weather.h"

namespace golive::testing {

class Line {
 public:
  static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

  Line(std::unique_ptr<StreamEnd> stream, std::string unread, Weather& weather)
      : socket_(std::move(stream), std::move(unread)), weather_(weather) {}

  void send(std::string_view text, std::int64_t now_ns);
  // The server gets what has arrived there. True if anything has.
  bool bring_up(std::int64_t now_ns);
  // The next message that has arrived here.
  bool receive(std::string& text, std::int64_t now_ns);
  bool go_on() { return !lost_ && socket_.go_on(); }
  // As SocketClient::closed().
  std::optional<std::uint16_t> closed() const noexcept;
  // As a browser does, at once.
  void close(std::uint16_t code) { socket_.close(code); }
  // The connection is lost with all that is under way.
  void cut() noexcept;

  // When a message arrives, here or there.
  std::int64_t next_due_ns() const noexcept;
  bool is_idle() const noexcept { return up_.empty() && down_.empty() && !again_; }

 private:
  struct Message {
    std::string text;
    std::int64_t due_ns;
  };
  bool is_due(const std::deque<Message>& messages, std::int64_t now_ns) const noexcept;
  void take_in(std::int64_t now_ns);

  SocketClient socket_;
  Weather& weather_;
  std::deque<Message> up_;
  std::deque<Message> down_;
  std::int64_t last_up_ns_ = 0;
  std::int64_t last_down_ns_ = 0;
  std::optional<std::string> again_;  // has come, and comes once more
  bool lost_ = false;
};

}  // namespace golive::testing
