#pragma once
// What the client writes to a page by itself: states of events and of connections as classes, and lv-disable-with. The twin of
// client/src/send.ts, and of show_() in live_view.ts.
//
// A server knows nothing of it, so nobody is told of these changes but the controls.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "testing/control_state.h"
#include "testing/document_editor.h"

namespace golive::testing {

class ClientMarks {
 public:
  ClientMarks(Document& document, ControlState& controls) : editor_(document), controls_(controls) {}

  // An event of `element` is on its way, or waits for the connection. Those of `disabling` that have lv-disable-with show it.
  void begun(std::uint64_t number, Node element, bool waits, const std::vector<Node>& disabling);
  void sent(std::uint64_t number);
  // The server has applied or refused it, before its effect is shown. Returns what had the focus until it was disabled.
  std::vector<Node> applied(std::uint64_t number);
  void refused(Node element);
  // A patch was shown: what it wrote to the text of a disabled element is seen in place of lv-disable-with.
  void patched();
  void removed(Node node);

  // "lv-connected" or "lv-disconnected", of a view's root.
  void show_state(Node root, std::string_view state);

 private:
  struct Disabled {
    Node element;
    std::string label;
    std::string value;       // of an input
    bool has_value = false;  // as an attribute
    Node aside;              // holds what was inside of it: slots among it can still be written
    std::string text;        // of `aside`, if that is one text
    bool was_disabled = false;
    bool was_focused = false;
  };
  struct Sent {
    std::uint64_t number;
    Node element;
    std::vector<Disabled> disabled;
  };

  Disabled disable(Node element, std::string_view label);
  void restore(Disabled& entry);
  void restore_input(const Disabled& entry);
  void set_input(Node input, std::string_view value);
  void set_disabled(Node element, bool on);

  DocumentEditor editor_;
  ControlState& controls_;
  std::vector<Sent> sent_;
};

}  // namespace golive::testing
