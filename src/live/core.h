#pragma once
// The part of a view that runs the user's code: the component, what its browser shows, and the answers that are due.
//
// Threads: one callback at a time, on the view's loop or, for a blocking route, on a worker. Nothing here touches a connection or a timer.
// Errors: an exception of the component ends the core: it is logged, failed() is true from then on and nothing more is called.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/failure.h"
#include "base/log_context.h"
#include "diff/memory.h"
#include "diff/shared_parts.h"
#include "diff/templates.h"
#include "golive/detail/component_type.h"
#include "golive/detail/feed.h"
#include "golive/detail/handler_task.h"
#include "golive/params.h"
#include "golive/session.h"
#include "live/counters.h"
#include "live/outbox.h"
#include "live/page_feeds.h"
#include "live/route.h"
#include "live/sent_frames.h"
#include "live/settings.h"
#include "live/view_seal.h"
#include "live/watch.h"

namespace golive {
class Socket;
}
namespace golive::protocol {
class Codec;
class FrameWriter;
}  // namespace golive::protocol

namespace golive::live {

class Core {
 public:
  // All but `socket` belong to the runtime and outlive the core. `number`: of the view.
  Core(const LiveRoute& route, const Settings& settings, Counters& counters, diff::SharedParts& shared, Socket& socket,
       std::uint64_t number);
  ~Core();
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;

  // Makes the component and runs mount and handle_params.
  void mount(const Params& params, Session session, const Url& url);
  // The browser came back, perhaps with a newer id of the same session.
  void take_session(Session session);
  const Session& session() const noexcept { return session_; }
  // What changed in the session shall go out with the next frame.
  void note_session();
  void connected();
  // An event that is not run, because the page sends too many.
  void turn_away(std::uint64_t id, std::uint64_t seen);
  // An event of the browser, which has applied all frames up to `seen`. Ids up to the newest applied one are answered again, not run again.
  void event(std::uint64_t id, std::string_view event, std::string_view payload, std::uint64_t seen);
  // The browser has applied all frames up to `seen`.
  void confirm(std::uint64_t seen) noexcept { sent_frames_.confirm(seen); }
  // A timer, a published value or a message.
  void deliver(detail::MethodTask& task);
  // What it watches has changed.
  void feed(detail::FeedCall call, const detail::FeedPiece& piece);
  void feed(const std::vector<Fed>& news);
  // The same within a callback, whose exception it becomes.
  void feed_now(detail::FeedCall call, const detail::FeedPiece& piece) { call(*route_.type, component_.get(), socket_, piece); }
  // Once; destroys the component.
  void terminate(TerminateReason reason);
  // terminate() will call nothing.
  void abandon() noexcept { mounted_ = false; }

  // Renders for the GET: appends the served markup and returns the digest of what it shows, which is all that is kept of it. 0 after a
  // failure.
  std::uint64_t write_page(std::string& markup);
  // Appends what write_page() would, and changes nothing: no memory, no counter, no shared part. For tests, which compare it with the page
  // that was patched. False: there is no component. Throws what render() throws, and the view goes on.
  bool write_fresh(std::string& markup) const;
  // The first frame after a join: a skeleton if the page shows this state (its digest) already, else everything. False after a failure.
  bool write_join(const protocol::Codec& codec, std::uint64_t shown_digest, std::uint64_t newest_answered, std::string& out);
  // Brings back a browser that was here before and has applied all frames up to `seen`: the frames it missed, if they are kept, else
  // everything; then what changed meanwhile. At least one frame; false after a failure.
  struct Return {
    std::uint64_t seen;
    std::uint64_t shown_digest;     // of the page, should it have applied nothing yet
    std::uint64_t newest_answered;  // event id
  };
  bool write_return(const protocol::Codec& codec, const Return& back, std::vector<std::string>& frames);
  // Everything again, for a client that lost track.
  bool write_full(const protocol::Codec& codec, std::string& out);
  // What changed, with the answers that are due. False if there is nothing to send, or after a failure.
  // `ask`: it shall be confirmed; one that is big asks by itself.
  bool write_changes(const protocol::Codec& codec, std::string& out, bool ask = false);
  // The same of the feeds of the page alone: nothing is rendered.
  bool write_news(const protocol::Codec& codec, std::string& out, bool ask);

  struct Status {
    bool failed;
    std::size_t waiting_bytes;  // answers that wait for the browser to read
    std::uint64_t applied;      // newest event of the browser that was run
    int refused_with;           // mount or handle_params threw HttpError: its status; else 0
    bool navigated;             // the browser was sent to another page
    bool has_word;              // something beside the patch waits to be sent
    bool asked;                 // the newest frame asks to be confirmed
    std::uint64_t seq;          // newest frame written
    bool more;                  // of a feed of the page, than went into it
    std::uint32_t guesses;      // events with a wrong tag, so far
  };
  Status status() const noexcept {
    return {
        failed_, outbox_ == nullptr ? 0 : outbox_->bytes(), applied_, refused_with_, navigated_, outbox_ != nullptr, asked_, seq_, more_,
        guesses_};
  }
  // What was thrown, in development; nullptr if nothing was.
  std::unique_ptr<Failure> take_failure() noexcept { return std::move(failure_); }
  // Memory held, as far as it can be seen from outside of the component.
  std::size_t bytes() const noexcept;
  // Where Socket::redirect sends the browser; empty: nowhere.
  std::string_view redirect() const noexcept { return outbox_ == nullptr ? std::string_view() : outbox_->redirect; }

  // What a render and its diff begin with.
  void prefetch_parts() const noexcept;

  // For Socket, during a callback.
  void offer(std::shared_ptr<const detail::FeedCore> feed);
  void withdraw(const detail::FeedCore& feed) {
    if (feeds_ != nullptr) feeds_->withdraw(feed);
  }
  void push_event(std::string_view name, std::string_view payload_json);
  void redirect_to(std::string_view url);  // Socket has looked at it
  Session& use_session() noexcept {
    session_used_ = true;
    return session_;
  }

 private:
  // Runs user code: catches what it throws and reports what takes too long. `callback` and `subject` name it in the log, on the lines the
  // user code writes too.
  template <class Call>
  bool guarded(std::string_view callback, LogContext::Field subject, Call&& call);
  // Within a catch clause.
  void report_failure(std::string_view callback, std::string_view what);
  void report_slow(std::int64_t nanoseconds);
  void report_refusal(int status);
  void refuse(std::uint64_t id, std::string_view code, const std::string& reason);
  void refuse_sealed(std::uint64_t id, std::string_view event, ViewSeal::Verdict verdict);
  void answer_refusal(std::uint64_t id, std::string_view code, const std::string& reason);
  void open_feed(std::uint64_t id, const Payload& payload);
  bool has_news() const noexcept { return feeds_ != nullptr && feeds_->has_news(); }
  bool is_on_loop() const noexcept { return shared_ != nullptr; }
  Outbox& outbox();
  void write_outbox(protocol::FrameWriter& frame);
  void finish(protocol::FrameWriter& frame, std::string& out, bool ask);
  // The newest frame, for a client that counts them.
  void keep(bool counted, std::string_view frame);
  std::string session_text();
  void answered();
  template <class Use>
  bool render(diff::Memory* skip, Use&& use);
  diff::Outcome write_diff(diff::Form form, std::string& out);

  // What an event touches stands together: with a thousand views the cost of an event is the cache lines it misses.
  const LiveRoute& route_;
  const Settings& settings_;
  Counters& counters_;
  Socket& socket_;
  diff::SharedParts* shared_;  // of the loop; nullptr where callbacks run on a worker
  detail::ComponentPtr component_;
  std::unique_ptr<ViewSeal> seal_;  // where something is sealed
  diff::Memory memory_;
  std::uint64_t seq_ = 0;      // newest frame written
  std::uint64_t applied_ = 0;  // newest event of the browser that was run
  bool answer_due_ = false;    // an event is not answered yet
  bool mounted_ = false;       // terminate is owed
  bool failed_ = false;
  bool session_used_ = false;  // a callback asked for it and may have changed it
  bool navigated_ = false;
  bool asked_ = false;                // the newest frame asks to be confirmed
  bool mounting_ = false;             // HttpError means what it says
  std::uint16_t refused_with_ = 0;    // the status of that HttpError
  bool more_ = false;                 // of a feed of the page, than went into the newest frame
  std::uint32_t guesses_ = 0;         // events with a wrong tag
  std::unique_ptr<Outbox> outbox_;    // made when there is something to keep in it
  std::unique_ptr<PageFeeds> feeds_;  // made when one is offered
  SentFrames sent_frames_;
  diff::Templates sent_;
  std::uint64_t number_;
  // Up to here: see View::kHotBytes.
  Session session_;
  std::unique_ptr<Failure> failure_;
};

}  // namespace golive::live
