#pragma once
// One live view of a page in memory: its part of the document, its connection, its events. The twin of client/src/live_view.ts and
// connect.ts, with time that is the test's and without chance: what a browser begins after a random wait begins at once or, after failures,
// at the longest wait.
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "testing/line.h"
#include "testing/live_document.h"
#include "testing/outbox.h"
#include "testing/page_driver.h"
#include "testing/visitor.h"

namespace golive::testing {

class LiveLink {
 public:
  // What a view tells its page.
  class Page {
   public:
    // An event was answered: refused (with code and message), or with the value that its handler returned.
    struct Answer {
      std::uint64_t number;
      Node element;  // that sent it, if it is still there
      std::string event;
      std::string reply;    // JSON
      std::string refusal;  // empty: it was not refused
    };
    virtual void answered(Answer answer) = 0;
    virtual void view_crashed() = 0;
    virtual void pushed(PageEvent event) = 0;
    virtual void navigate(std::string_view url) = 0;
    virtual void reload() = 0;
    // The page is about to reload, or to join anew, because of this. False: it has done so too often, and stops.
    virtual bool begins_afresh(std::string_view reason) = 0;
    // A view that was mounted afresh knows nothing of what was typed.
    virtual void recover(Node root, const std::vector<Outgoing>& kept) = 0;
    virtual std::string url() const = 0;
    // After a frame's patch, before its answers: what waits for controls that are free.
    virtual void settle_controls() = 0;
    // While a full tree is shown that knows nothing of what was edited here.
    virtual void keep_edits(bool on) = 0;
    // The server has applied or refused an event, before its effect is shown.
    virtual void applied(const Outgoing& outgoing) = 0;
    // What waited for the connection has gone out.
    virtual void sent(const Outgoing& outgoing) = 0;
    // "lv-connected", "lv-disconnected"; and that a view is begun anew.
    virtual void show_state(Node root, std::string_view state) = 0;
    virtual void show_error(Node root) = 0;
    virtual bool is_hidden() const = 0;

   protected:
    ~Page() = default;
  };

  LiveLink(Page& page, std::shared_ptr<Visitor> visitor, Document& document, Node root, DocumentListener* listener, Weather& weather,
           std::string connect_params);

  void connect();
  // Takes what has come. True if anything has.
  bool receive();
  // What is due by the page's own time: a confirmation, another attempt to connect. True if anything was.
  bool run_due();
  std::int64_t next_due_ns() const noexcept;

  Outgoing& send(std::string_view event, std::string_view payload_json);

  void cut();  // the connection is lost
  void set_online(bool online);
  void leave();  // the page goes
  void seen();   // somebody looks at the page, or nobody does any more

  Node root() const { return live_.root(); }
  std::string_view id() const noexcept { return id_; }
  bool is_joined() const noexcept { return state_ == State::joined; }
  // It has failed, and is to be joined again.
  bool is_away() const noexcept { return !is_joined() && wanted_ && failures_ > 0; }
  // It does not wait to be joined: it is, or does not want to any more, or has no network to be.
  bool is_back() const noexcept { return is_joined() || !wants_network() || stopped_; }
  bool wants_network() const noexcept { return wanted_ && online_; }
  const Outbox& outbox() const noexcept { return outbox_; }
  // The view is joined, and nothing is under way in either direction.
  bool is_quiet() const noexcept { return is_joined() && outbox_.kept().empty() && line_->is_idle() && !live_.awaits_full(); }
  const LiveDocument& document() const noexcept { return live_; }
  std::uint64_t frames() const noexcept { return frames_; }

 private:
  enum class State : std::uint8_t { down, joining, joined };
  static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

  void take(const std::string& text);
  void take_reload(const Frame& frame);
  void take_page_events(const Frame& frame);
  void store_session(std::string_view sealed);
  void answer(const std::vector<Outgoing>& answered, const Frame& frame);
  void joined(bool fresh);
  void join();
  void lost(std::uint16_t code);
  void show_away();
  void refuse_biggest();
  void give_way();
  void calm_down();
  void transmit(std::string_view control, std::string_view payload_json = "null");
  void transmit(const Outgoing& outgoing);
  void try_later(std::int64_t after_ns);
  void expect_answer();
  bool probe();
  std::int64_t now_ns() const;
  std::string attribute(std::string_view name) const;

  Page& page_;
  std::shared_ptr<Visitor> visitor_;
  LiveDocument live_;
  std::string id_;
  std::string token_;
  std::string connect_params_;
  Outbox outbox_;
  Weather& weather_;
  std::unique_ptr<Line> line_;
  State state_ = State::down;
  bool online_ = true;
  bool wanted_ = false;
  bool ack_due_ = false;
  bool was_joined_ = false;
  bool gives_way_ = false;  // when somebody looks
  bool stopped_ = false;    // it has crashed too often
  unsigned failures_ = 0;
  std::int64_t joined_ns_ = 0;
  std::uint64_t frames_ = 0;
  std::int64_t due_ns_ = kNever;     // of the next attempt
  std::int64_t silent_ns_ = kNever;  // when silence is probed, or taken for the end
  bool probed_ = false;
};

}  // namespace golive::testing
