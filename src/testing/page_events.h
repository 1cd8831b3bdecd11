#pragma once
// What a person does on a page, and what the browser and our client make of it: the focus, ticks, forms and links on one side, the events
// that go to the server on the other (client/src/events.ts).
//
//     PageEvents events(page.root(), outside);
//     if (const auto why = events.click(button)) FAIL() << *why;
//
// All that a person does returns nothing if it could be done, else why not: then nothing has happened, but for a form whose button was
// pressed and which is not valid. Time is the caller's: advance_to().
#include <boost/json/value.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "testing/control_state.h"
#include "testing/edit_lock.h"
#include "testing/event_payload.h"
#include "testing/form_data.h"
#include "testing/rate.h"

namespace golive::testing {

// An event for the server.
struct LiveEvent {
  Node bound;                  // whose attribute it is, and whose view it goes to
  std::string_view attribute;  // "lv-click"
  std::string text;            // what the attribute says
  boost::json::value payload;
  Node control;                 // whose edit it is, or no node
  std::vector<Node> disabling;  // elements whose lv-disable-with holds until it is answered
};

struct Navigation {
  std::string href;        // as the link has it
  bool elsewhere = false;  // a new tab or a download: `target`, modifier keys
};

// A form that the browser sends by itself.
struct Submission {
  std::string method;  // "get" or "post"
  std::string action;  // as the form or its button has it; "": the page's own address
  std::string enctype;
  std::vector<FormEntry> fields;
  bool elsewhere = false;  // its target is another tab
};

struct Modifiers {
  bool alt = false;
  bool ctrl = false;
  bool meta = false;
  bool shift = false;
};

class PageEvents {
 public:
  class Outside {
   public:
    virtual ~Outside() = default;
    // The number that answered() will name; nothing: it cannot be sent.
    virtual std::optional<std::uint64_t> send(LiveEvent event) = 0;
    virtual bool confirm(std::string_view question) = 0;
    virtual void follow(Navigation navigation) = 0;
    virtual void submit(Submission submission) = 0;
    // `open` of <details> and <dialog>; no value: it is removed.
    virtual void set_attribute(Node element, std::string_view name, std::optional<std::string_view> value) = 0;
  };
  using Reason = std::optional<std::string>;

  PageEvents(Node root, Outside& outside) : outside_(outside), state_(root), lock_(state_), rate_(lock_) {}
  PageEvents(const PageEvents&) = delete;
  PageEvents& operator=(const PageEvents&) = delete;

  Reason click(Node target, const Modifiers& modifiers = {});
  Reason fill(Node control, std::string_view text);  // the focus goes there; `change` comes when it leaves, of what is picked at once
  Reason pick(Node option, bool on = true);          // on false: of a select that takes several
  Reason pick_files(Node input, std::vector<std::string> names);
  Reason key(Node target, const KeyPress& press);  // down and up, with what Enter and Space do; characters and Backspace at a text's end
  Reason focus(Node element);
  void blur() { move_focus({}); }
  void blur(Node element) {
    if (state_.focused() == element) blur();
  }
  // With the next frame a browser takes the focus from what cannot have it any more (6.6.4, "focus fixup"). True if it was taken.
  bool fix_focus();
  Reason submit(Node form);  // by its button, or Enter in one of its fields

  ControlState& state() noexcept { return state_; }
  const ControlState& state() const noexcept { return state_; }
  EditLock& lock() noexcept { return lock_; }

  // The server has applied or refused an event, before what it changes is shown; settle() comes after that.
  void answered(std::uint64_t number);
  void settle() { lock_.settle(); }
  // A view was mounted afresh: edited forms and controls under `root` are sent again, once each. `kept`: bound elements and controls of
  // events that are on their way already.
  void recover(Node root, const std::vector<std::pair<Node, Node>>& kept);

  // As DocumentListener.
  void attribute_changed(Node element, std::string_view name, std::optional<std::string_view> value) {
    lock_.attribute_changed(element, name, value);
  }
  void content_changed(Node element) { lock_.content_changed(element); }
  void node_removed(Node node);

  std::optional<std::int64_t> next_due_ns() const { return rate_.next_due_ns(); }
  void advance_to(std::int64_t now_ns) { rate_.advance_to(now_ns); }

 private:
  // events.ts. True: the browser's own action is prevented.
  bool on_click(Node target, const Modifiers& modifiers);
  void on_input(Node control);
  void on_change(Node control);
  bool on_submit(Node form, Node submitter);
  void on_reset(Node form);
  void on_key(Node target, std::string_view attribute, const KeyPress& press);
  void on_focus(Node target, Node related, bool leaving);
  bool send_edit(Node control, std::string_view type, bool now = false);
  void commit(Node control);
  bool is_declined(Node element);
  void send(Node bound, std::string_view attribute, boost::json::value payload, Node control = {}, const std::vector<Node>& disabling = {});

  // The browser.
  void move_focus(Node to);
  void fire_change(Node control);
  void dispatch_click(Node target, const Modifiers& modifiers);
  void activate(Node element, Node target, const Modifiers& modifiers);
  void activate_label(Node label, Node target);
  void toggle_details(Node details);
  void choose(Node option);
  void type_key(Node field, const KeyPress& press);
  void press_key(Node target, const KeyPress& press);
  void reset(Node form);
  void submit_implicitly(Node form, Node field);
  void request_submit(Node form, Node submitter);
  void send_form(Node form, Node submitter);

  Outside& outside_;
  ControlState state_;
  EditLock lock_;
  Rate rate_;
  std::map<std::uint64_t, Node> sent_;  // edits that are not answered
  Reason refused_;                      // why the form whose button was pressed stays
};

}  // namespace golive::testing
