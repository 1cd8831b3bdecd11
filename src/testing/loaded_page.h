#pragma once
// One document of a tab in memory, from its load until another takes its place: markup, controls, and the live views in it.
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "testing/client_marks.h"
#include "testing/compare.h"
#include "testing/document_editor.h"
#include "testing/live_link.h"
#include "testing/notice.h"
#include "testing/page_driver.h"
#include "testing/page_events.h"
#include "testing/reloads.h"
#include "testing/visitor.h"

namespace golive::testing {

class LoadedPage final : public LiveLink::Page, public DocumentListener, public PageEvents::Outside, public Foreign {
 public:
  // `weather` and `reloads`: of the tab.
  LoadedPage(std::shared_ptr<Visitor> visitor, std::string url, std::string_view markup, Weather& weather, Reloads& reloads,
             std::string_view connect_params);
  ~LoadedPage();

  // All that is due now: the server's work, frames, confirmations, attempts to connect. Throws Failure when something came that must not.
  void settle();
  // Patched is fresh, ids are there once, markup is nested well. Throws Failure. Only what has changed since the last time is looked at.
  void check();
  std::int64_t next_due_ns() const;

  const Document& document() const noexcept { return document_; }
  PageEvents& person() noexcept { return person_; }
  const ControlState& controls() const noexcept { return person_.state(); }
  const std::string& page_url() const noexcept { return url_; }
  std::vector<std::unique_ptr<LiveLink>>& links() noexcept { return links_; }
  LiveLink* link_of(Node element);

  // What came, for who asks: page events; where the server sends the browser; answers of events.
  std::vector<PageEvent> take_events() { return std::exchange(events_, {}); }
  std::optional<std::string> take_redirect() { return std::exchange(redirect_, std::nullopt); }
  std::optional<Navigation> take_navigation() { return std::exchange(navigation_, std::nullopt); }
  std::optional<Submission> take_submission() { return std::exchange(submission_, std::nullopt); }
  bool take_reload() { return std::exchange(reload_, false); }
  // From no element. Returns the number that take_answer() will know; if it is refused, that is an error only for who asks.
  std::uint64_t push_event(LiveLink& link, std::string_view event, std::string_view payload_json);
  std::optional<Answer> take_answer(std::uint64_t number);
  // The next exceptions that end views, so many, are the test's own.
  void expect_crashes(unsigned count) { expected_crashes_ = count; }
  bool is_back() const;
  // Nothing is under way between its views and the server.
  bool is_quiet() const;
  // Whether somebody looks at it.
  void set_hidden(bool hidden);
  // How confirm() is answered.
  void accept_dialogs(bool accept) noexcept { accepts_ = accept; }

 private:
  void answered(Answer answer) override;
  void view_crashed() override;
  void pushed(PageEvent event) override { events_.push_back(std::move(event)); }
  void navigate(std::string_view url) override { redirect_ = std::string(url); }
  void reload() override { reload_ = true; }
  bool begins_afresh(std::string_view reason) override;
  bool is_hidden() const override { return hidden_; }
  void recover(Node root, const std::vector<Outgoing>& kept) override;
  std::string url() const override { return url_; }
  void settle_controls() override;
  void keep_edits(bool on) override { person_.lock().keep_edits(on); }
  void applied(const Outgoing& outgoing) override;
  void sent(const Outgoing& outgoing) override { marks_.sent(outgoing.number); }
  void show_state(Node root, std::string_view state) override;
  void show_error(Node root) override { marks_.refused(root); }
  bool is_foreign(Node element, std::string_view attribute) const override;
  bool is_foreign(Node) const override { return false; }

  std::optional<std::uint64_t> send(LiveEvent event) override;
  bool confirm(std::string_view question) override;
  void follow(Navigation navigation) override { navigation_ = std::move(navigation); }
  void submit(Submission submission) override { submission_ = std::move(submission); }
  void set_attribute(Node element, std::string_view name, std::optional<std::string_view> value) override;

  void attribute_changed(Node element, std::string_view name, std::optional<std::string_view> value) override;
  void content_changed(Node element) override { person_.content_changed(element); }
  void node_removed(Node node) override;

  // Another document takes its place.
  bool leaves() const noexcept { return redirect_ || navigation_ || submission_ || reload_; }
  void show_away();
  void focus_at_once();
  bool settle_once();
  void fail_if_wrong();
  void check_view(const LiveLink& link);

  std::shared_ptr<Visitor> visitor_;
  std::string url_;
  Reloads& reloads_;
  Document document_;
  PageEvents person_;
  ClientMarks marks_;
  Notice notice_;
  std::vector<std::unique_ptr<LiveLink>> links_;
  std::vector<PageEvent> events_;
  std::optional<std::string> redirect_;
  std::optional<Navigation> navigation_;
  std::optional<Submission> submission_;
  std::set<std::pair<NodeId, std::string>> opened_;  // attributes that the person, not the server, has written
  bool accepts_ = true;
  bool reload_ = false;
  bool hidden_ = false;
  std::vector<std::string> wrong_;  // refusals and crashes that nobody expected
  std::optional<Answer> answer_;
  std::uint64_t numbers_ = 0;  // of events
  std::uint64_t expected_ = 0;
  unsigned expected_crashes_ = 0;
  std::uint64_t checked_frames_ = 0;
  bool unchecked_ = true;
  bool focus_unsure_ = false;  // something may have been disabled or hidden
};

}  // namespace golive::testing
