#pragma once
// One browser's part of the conversation, without a socket of its own: what it sends next, and what an answer means.
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "options.h"

namespace load {

class Client {
 public:
  enum class Step { page, handshake, join, ready };
  enum class Happening {
    nothing,  // more must come
    page,     // the page is here; a live client opens its socket now
    open,     // the handshake is done; join_message() is due, or an echo client is ready
    joined,
    answered,  // the newest event, or a GET
    frame,     // something else came
    failed,
  };

  explicit Client(const Options& options) : options_(options) {}

  Step step() const noexcept { return step_; }
  // The requests and messages, ready to be sent.
  std::string page_request();
  std::string handshake_request();
  // The same for one that was here before: its join says what it has.
  std::string return_request();
  std::string join_message();
  std::string event_message();
  // What a page says when it goes.
  std::string leave_message() const;
  // An answer owed to the server (a pong, an ack); empty if none.
  std::string take_owed() { return std::exchange(owed_, {}); }

  void receive(std::string_view bytes) { in_.append(bytes); }
  // The next thing that what was received means.
  Happening next();
  std::uint64_t bytes_down() const noexcept { return bytes_down_; }  // payloads of frames
  const std::string& failure() const noexcept { return failure_; }

 private:
  Happening next_response();
  Happening next_frame();
  Happening take_message(std::string_view message);
  Happening fail(std::string_view what);
  void read_page(std::string_view page);
  void keep_cookies(std::string_view head);
  std::string upgrade_request();

  const Options& options_;
  Step step_ = Step::page;
  std::string in_;
  std::string owed_;
  std::string failure_;
  std::string view_;
  std::string token_;
  std::string cookie_line_;  // the Cookie header with what the last page set: each client is a session of its own
  std::uint64_t event_ = 0;  // id of the newest event sent
  std::uint64_t seq_ = 0;    // of the newest frame
  std::uint64_t bytes_down_ = 0;
};

}  // namespace load
