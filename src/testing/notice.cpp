#include "testing/notice.h"

#include "testing/parse.h"
#include "testing/selector.h"

namespace golive::testing {
namespace {

constexpr std::int64_t kQuiet = 1'000'000'000;  // cuts shorter than this are not worth a word

bool is_wanted(Node root) {
  static const Selector given("[data-live-notice]");
  const Node element = given.find(root);
  return !element || element.attribute("data-live-notice") != "off";
}

}  // namespace

void Notice::show_away(bool away, std::int64_t now_ns) {
  if (failing_) return;
  if (away) {
    if (!card_ && due_ns_ == kNever) due_ns_ = now_ns + kQuiet;
    return;
  }
  due_ns_ = kNever;
  if (card_) editor_.remove(card_);
  card_ = {};
}

void Notice::run_due(std::int64_t now_ns) {
  if (due_ns_ > now_ns) return;
  due_ns_ = kNever;
  show();
}

void Notice::show_failing() {
  failing_ = true;
  due_ns_ = kNever;
  if (!card_) show();
}

void Notice::show() {
  static const Selector html("html");
  const Node parent = html.find(root_);
  if (!parent || !is_wanted(root_)) return;
  card_ = editor_.copy(parse_fragment("<live-notice></live-notice>", "template").root().first_child());
  editor_.insert(card_, parent);
}

}  // namespace golive::testing
