#pragma once
// app.panel(path, value): a live page of any struct of the host program, made from its fields, without a template.
//
//     struct Battery { double charge = 1; double volts = 48; };
//     enum class Mode { idle, follow_line, manual };
//     struct Rover {
//       double speed = 0;
//       Mode mode = Mode::idle;
//       std::array<double, 3> position{};
//       Battery battery;
//     };
//     Latest<Rover> rover;                           // published by the host's loop, or Guarded<Rover>: a value and its mutex
//
//     App app;
//     app.panel("/", rover).run();
//
// What is shown, and how:
//   numbers        with their unit and the recent history as a line; NaN and infinities as such
//   bool, enums    as words: the enumerator's name, or what name_of(value) returns
//   text           std::string, std::string_view, char arrays up to their NUL
//   optionals      of these: the value, or "none"
//   structs        as groups under a heading; a struct in it as a group of the group
//   lists          std::array, std::vector, C arrays, whatever has size() and []: of scalars in rows, of lists as a matrix, of structs as a
//                  table. The first 64 elements, 32 rows by 16 columns and 100 rows are shown, and said how many are left out
// Labels, units, ranges and what is hidden: golive/panel_fields.h. A field of another type does not compile unless it is hidden.
//
// The page says when its value is stale (nothing was published for Panel::stale_after) and when it is gone (its Latest or Guarded was
// destroyed, also before the page was opened). It follows the visitor's light or dark scheme and works by keyboard and screen reader.
//
// Who may open the page may change what it shows: fields become sliders (numbers with min and max), inputs, selects and switches. A Guarded
// is written under its mutex. The fields of a Latest are the host's, so they are changed by its loop, or not at all:
//
//     Command<Change<Rover>> changes(64);
//
//     app.panel("/drive", rover, [&](Panel<Rover>& panel) {
//       panel.changes(changes).button("Stop", [](Rover& r) { r.speed = 0; });
//     });
//
//     changes.drain([&](const Change<Rover>& change) { return change.apply(state); });   // in the host's loop, each round
//
// What does not fit is refused with a reason beside the field, and has no effect: a value out of the field's range or of another type, a
// field that is hidden, read only or not there. The page says what became of a change: sent, done, or refused by the host with its reason.
// A change that was not sent when the connection broke may be sent when it is back, as all events are; a control that was moved before is
// not sent again.
//
// Threads: the value is read like any Latest or Guarded, once per frame for each loop. The recent history, one number a second of the last
// minute, is one for all pages of the panel; it is read while a page is open or was a moment ago.
// Cost: while nobody looks nothing runs.
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "golive/command.h"
#include "golive/detail/api.h"
#include "golive/detail/name_type.h"
#include "golive/detail/panel_model.h"
#include "golive/detail/panel_source.h"
#include "golive/detail/panel_type.h"
#include "golive/detail/panel_view.h"
#include "golive/duration.h"
#include "golive/guarded.h"
#include "golive/latest.h"
#include "golive/outcome.h"
#include "golive/panel_fields.h"
#include "golive/routes.h"
#include "golive/socket.h"

namespace golive {

// One change that a page asks for: of a field, or what a button does. From Command::drain().
template <class T>
class Change {
 public:
  // To be had from a Command only.
  Change(std::shared_ptr<const detail::PanelSource<T>> source, detail::PanelOrder order) noexcept
      : source_(std::move(source)), order_(std::move(order)) {}

  // Makes the change; what drain() is to be given back, which a button's function may have refused.
  Outcome apply(T& value) const { return source_->apply(value, order_); }
  // What is changed: "battery.limit", or a button's label. Lives as long as the change.
  std::string_view path() const noexcept { return source_->path(order_); }

 private:
  std::shared_ptr<const detail::PanelSource<T>> source_;
  detail::PanelOrder order_;
};

struct ButtonOptions {
  std::string_view confirm = {};  // asked first
};

// What else is to be said of a panel:
//
//     app.panel("/rover", rover, [](Panel<Rover>& panel) {
//       panel.title("Rover 7").stale_after(500ms);
//     });
//
// Must not be kept.
template <class T>
class Panel {
 public:
  explicit Panel(std::shared_ptr<detail::PanelSource<T>> source) noexcept : source_(std::move(source)) {}
  Panel(const Panel&) = delete;
  Panel& operator=(const Panel&) = delete;

  // The heading, and the page's title; without: the name of T in words.
  Panel& title(std::string_view text) {
    source_->set_title(text);
    return *this;
  }
  // When the page calls its value stale: 2 s without a publication for a Latest, never for a Guarded.
  Panel& stale_after(Duration duration) {
    source_->set_stale_after(duration);
    return *this;
  }
  // No field can be written. Buttons stay.
  Panel& read_only() {
    source_->set_read_only();
    return *this;
  }
  // Where changes go, to be drained by the host's loop; also those of a Guarded, which then are not made at once. The Command may be
  // destroyed while pages are open.
  Panel& changes(Command<Change<T>>& commands) {
    source_->set_queue(commands.core());
    return *this;
  }
  // A button that calls fn(T&), as fields are written: under the mutex of a Guarded, or by Change::apply in the host's loop. Or fn(), on
  // the loop of the page, perhaps on several at a time. It returns void or an Outcome. What it throws ends the view that called it.
  template <class Fn>
  Panel& button(std::string_view label, Fn fn, ButtonOptions options = {}) {
    source_->add_button_call(label, options.confirm, std::move(fn));
    return *this;
  }

 private:
  std::shared_ptr<detail::PanelSource<T>> source_;
};

namespace detail {

// How a value is shown.
template <class Value>
struct IncludePanelH {
  static_assert(!std::is_same_v<Value, Value>,
                "app.panel(path, value) shows a Latest<T> or a Guarded<T>: a value that other threads may change while it is read");
  template <class Configure>
  static void add(RouteAdder&, std::string_view, Value&, Configure&) {}
};

template <class T>
struct IncludePanelH<Latest<T>> {
  template <class Configure>
  static void add(RouteAdder& adder, std::string_view path, Latest<T>& latest, Configure& configure) {
    const auto source = std::make_shared<LatestSource<T>>(latest);
    Panel<T> panel(source);
    configure(panel);
    add_panel(adder, path, source);
  }
};

template <class T>
struct IncludePanelH<Guarded<T>> {
  template <class Configure>
  static void add(RouteAdder& adder, std::string_view path, Guarded<T>& value, Configure& configure) {
    const auto source = std::make_shared<GuardedSource<T>>(value);
    Panel<T> panel(source);
    configure(panel);
    add_panel(adder, path, source);
  }
};

}  // namespace detail
}  // namespace golive
