#pragma once
// What controls hold beside their markup: values, ticks, choices, files and the focus, with the rules of the HTML Standard (4.10.5, 4.10.7,
// 4.10.10, 4.10.11, 4.10.21) for how markup, persons, scripts and resets change them.
//
//     ControlState state(page.root());
//     state.type_text(field, "milk");
//     state.value(field);  // "milk", whatever the attribute says
//
// The markup stays the document's: its owner says what it changes. State is kept by NodeId; what was never touched costs nothing but a look
// at the markup.
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "testing/control_markup.h"
#include "testing/dom.h"

namespace golive::testing {

class ControlState {
 public:
  explicit ControlState(Node root) { inserted(root); }
  ControlState(const ControlState&) = delete;
  ControlState& operator=(const ControlState&) = delete;

  // As the properties of these names. The value of a file input is "C:\fakepath\" and the first name.
  std::string value(Node control) const;
  std::string default_value(Node control) const;
  bool checked(Node input) const;
  bool selected(Node option) const;
  std::vector<Node> selected_options(Node select) const;
  std::vector<std::string> files(Node input) const;  // names
  bool has_bad_input(Node input) const;              // there is text, but no value: "-" on the way to a number
  bool is_typed(Node control) const;                 // a person wrote the value last: minlength and maxlength look at it
  std::vector<Node> radio_group(Node input) const;   // 4.10.5.1.17, itself included

  // What a browser tells of a control that is not a select: its value as it is, not cleaned again.
  void know_value(Node control, std::string_view value);

  // What a script does by these properties.
  void set_value(Node control, std::string_view value);
  void select_nothing(Node select);  // selectedIndex = -1
  void set_checked(Node input, bool on);
  void set_selected(Node option, bool on);

  // What a person does. They change state and send nothing; false: it was so already.
  bool type_text(Node field, std::string_view text);  // instead of all there was; of other inputs: picked
  bool pick(Node option, bool on = true);             // of a select that takes one, the others are given up
  void pick_files(Node input, std::vector<std::string> names);
  void reset(Node form);  // 4.10.22.6 and what each control makes of it

  // 6.6.4; no node: the body, or nothing.
  Node focused() const noexcept { return focused_; }
  void set_focused(Node element) noexcept { focused_ = element; }

  // The value before a person began to type, until `change` is told of it.
  bool has_uncommitted(Node field) const;
  void commit(Node field);

  // The document has changed. Options that came untold are found when their select is asked for; of radio buttons that are ticked in the
  // markup it must be told, else the others of their group stay on. removed() is for one node, told of each of a subtree.
  void inserted(Node top);
  void removed(Node node);
  void attribute_changed(Node element, std::string_view name);
  void content_changed(Node element);

  // The default value when the control's own was last written or told of; nothing: it still follows its default.
  std::optional<std::string> last_default(Node control) const;

 private:
  struct Input {
    std::string value;
    std::string committed;
    std::string last_default;
    std::vector<std::string> files;
    bool is_dirty = false;  // "dirty value flag"
    bool is_bad = false;
    bool is_typed = false;
    bool is_uncommitted = false;
    bool is_checked = false;
    bool is_dirty_checked = false;  // "dirty checkedness flag"
    bool knows_checked = false;     // else as the markup says
  };
  struct Option {
    bool is_selected = false;
    bool is_dirty = false;  // "dirtiness"
  };

  const Input* find(Node control) const;
  bool is_on(Node option) const;         // without a look at its select
  void know_options(Node select) const;  // that came with a patch, as inserted() would
  void check(Node input, bool on);
  void select_only(Node option) const;
  void mend_selection(Node select) const;  // "selectedness setting algorithm"
  void write(Node control, std::string_view value, bool typed);
  void reset_control(Node control);

  std::unordered_map<NodeId, Input> inputs_;
  mutable std::unordered_map<NodeId, Option> options_;  // completed when it is asked
  std::unordered_set<NodeId> emptied_;                  // selects that a script has set to a value they do not have
  Node focused_;
};

}  // namespace golive::testing
