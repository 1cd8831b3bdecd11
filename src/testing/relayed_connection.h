#pragma once
// One connection of a browser with the app under test, as the Relay passes it on.
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "testing/http_client.h"
#include "testing/line.h"
#include "testing/stream_end.h"
#include "testing/weather.h"
#include "transport/message_reader.h"

namespace golive::testing {

// What a page and its connections know of each other.
struct RelayedPage {
  Weather weather = {};
  bool online = true;
  bool acts = false;         // somebody is in the middle of a step: nobody hears of it until it is done, and the page hears nothing
  std::uint64_t lost = 0;    // connections that did not end by the page
  std::uint64_t passed = 0;  // messages that have come to it
};

class RelayedConnection final : private transport::MessageReader::Sink {
 public:
  static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
  // What it asks of its relay: a connection to the server, and the page that a line is of; none: nobody's.
  struct Outside {
    using Connect = std::function<std::unique_ptr<StreamEnd>()>;
    Connect connect;
    std::function<std::shared_ptr<RelayedPage>(std::string_view line)> page_of;
  };

  // Takes the browser's descriptor, which does not block. `outside` outlives it.
  RelayedConnection(int browser, const Outside& outside) : outside_(outside), browser_(browser) {}

  // Passes on what is due; of requests, if they may go on. True if anything was.
  bool run(std::int64_t now_ns, bool requests_go_on);
  // Without a word to either side.
  void lose();
  bool is_over() const noexcept { return state_ == State::over; }
  std::int64_t next_due_ns() const noexcept;

  // Of a live view's socket; none: of what is only passed on.
  const RelayedPage* page() const noexcept { return page_.get(); }
  const std::string& line() const noexcept { return name_; }
  bool is_held() const noexcept { return state_ == State::held; }  // until the network is whole
  bool is_open() const noexcept { return state_ == State::relayed; }
  bool is_idle() const noexcept { return unheard_.empty() && (!line_ || line_->is_idle()); }
  std::uint64_t from_page() const noexcept { return from_page_; }  // messages
  std::uint64_t to_page() const noexcept { return to_page_; }

 private:
  enum class State : std::uint8_t { head, held, answer, tunnel, relayed, closing, over };

  void end();
  void read_head();
  void knock(std::int64_t now_ns);
  void read_answer();
  void pass();
  void relay(std::int64_t now_ns);
  void say_unheard();
  void close(std::uint16_t code);
  void write_frame(transport::Opcode opcode, std::string_view payload);

  bool on_text(std::string_view message) override;
  bool on_binary(std::string_view message) override;
  bool on_ping(std::string_view payload) override;
  bool on_pong() override { return true; }
  void on_close(std::uint16_t code) override;
  void on_violation(std::uint16_t code, std::string_view what) override;

  const Outside& outside_;
  State state_ = State::head;
  bool moved_ = false;
  bool ends_ = false;  // when the browser has got what it is owed
  std::int64_t now_ns_ = 0;
  StreamEnd browser_;
  std::unique_ptr<StreamEnd> server_;  // until it is the line's
  std::string in_;                     // from the browser
  std::string answer_;                 // to the request for a socket
  AnswerReader answer_reader_;
  std::string name_;
  std::shared_ptr<RelayedPage> page_;
  std::optional<Line> line_;
  transport::MessageReader reader_{std::numeric_limits<std::size_t>::max()};
  std::vector<std::string> unheard_;  // messages of a step that is not done
  std::uint64_t from_page_ = 0;
  std::uint64_t to_page_ = 0;
};

}  // namespace golive::testing
