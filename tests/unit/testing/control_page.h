#pragma once
// A page, what its controls hold, its elements by id, and what changes it.
#include <optional>
#include <string_view>

#include "testing/control_state.h"
#include "testing/document_editor.h"
#include "testing/parse.h"

namespace golive::test {

struct ControlPage : testing::DocumentListener {
  explicit ControlPage(std::string_view markup) : page(testing::parse_fragment(markup)), state(page.root()), editor(page, this) {}
  void attribute_changed(testing::Node element, std::string_view name, std::optional<std::string_view>) override {
    state.attribute_changed(element, name);
  }
  void content_changed(testing::Node element) override { state.content_changed(element); }
  void node_removed(testing::Node node) override { state.removed(node); }
  testing::Node operator[](std::string_view id) const { return testing::element_by_id(page.root(), id); }

  testing::Document page;
  testing::ControlState state;
  testing::DocumentEditor editor;
};

}  // namespace golive::test
