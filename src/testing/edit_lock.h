#pragma once
// What of a server's patches reaches the properties of controls, and when: the twin of client/src/lock.ts and attributes.ts.
//
// A control is held while an edit of it waits, or was sent and is not answered; a value that arrives meanwhile is kept, and written when
// the last of these ends. While edits are kept, as for the first frame after a join, controls that a person has edited are left alone.
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "testing/control_state.h"

namespace golive::testing {

struct HoldReason {
  enum class Kind : std::uint8_t { uncommitted, waiting, sent };
  Kind kind = Kind::uncommitted;
  std::uint64_t number = 0;  // of the wait, of the event
  friend bool operator==(const HoldReason&, const HoldReason&) = default;
};

class EditLock {
 public:
  explicit EditLock(ControlState& state) : state_(state) {}

  void hold(Node control, HoldReason reason);
  void release(Node control, HoldReason reason);
  bool is_held(Node control) const { return held_.contains(control.id()); }

  // By a person, since its form was last submitted.
  void mark_edited(Node control) { edited_.insert(control.id()); }
  void forget_edited(Node control) { edited_.erase(control.id()); }
  // Marked, or other than the markup says; never inside lv-recover=off.
  bool is_edited(Node control) const { return was_edited(control, {}, {}); }
  void keep_edits(bool on) noexcept { keeps_ = on; }

  // As DocumentListener: the markup is changed already. They also tell ControlState.
  void attribute_changed(Node element, std::string_view name, std::optional<std::string_view> value);
  void content_changed(Node element);
  void removed(Node node);
  // Writes what was kept back for controls that are free by now.
  void settle();

 private:
  bool was_edited(Node control, Node changed, std::string_view name) const;
  bool is_kept(Node changed, std::string_view name) const;
  void write_property(Node element, std::string_view name, std::optional<std::string_view> value);
  void when_free(Node element, std::function<void()> write);

  ControlState& state_;
  std::unordered_map<NodeId, std::vector<HoldReason>> held_;
  std::vector<std::pair<Node, std::function<void()>>> deferred_;  // by what is written to: a control, or one of its options
  std::unordered_set<NodeId> edited_;
  bool keeps_ = false;
};

}  // namespace golive::testing
