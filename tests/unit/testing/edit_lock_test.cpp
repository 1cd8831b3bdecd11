// What of the server's patches reaches the properties of controls (client/src/attributes.ts, property()).
#include "testing/edit_lock.h"

#include <gtest/gtest.h>

#include "testing/document_editor.h"
#include "testing/parse.h"

namespace golive {
namespace {

using testing::Node;

struct LockedPage : testing::DocumentListener {
  explicit LockedPage(std::string_view markup)
      : page(testing::parse_fragment(markup)), state(page.root()), lock(state), editor(page, this) {}
  void attribute_changed(Node element, std::string_view name, std::optional<std::string_view> value) override {
    lock.attribute_changed(element, name, value);
  }
  void content_changed(Node element) override { lock.content_changed(element); }
  void node_removed(Node node) override { lock.removed(node); }
  Node control() const { return page.root().first_child(); }
  std::string value() const { return std::string(state.value(control())); }

  testing::Document page;
  testing::ControlState state;
  testing::EditLock lock;
  testing::DocumentEditor editor;
};

TEST(EditLock, AnAttributeOfATextareaIsNotItsValue) {
  LockedPage page("<textarea placeholder=a>first</textarea>");
  page.state.type_text(page.control(), "typed");
  page.editor.set_attribute(page.control(), "placeholder", "b");
  page.editor.set_attribute(page.control(), "disabled", "");
  EXPECT_EQ(page.value(), "typed");
}

TEST(EditLock, TheValueAttributeOfAnInputIsItsValue) {
  LockedPage page("<input value=first>");
  page.state.type_text(page.control(), "typed");
  page.editor.set_attribute(page.control(), "placeholder", "b");
  EXPECT_EQ(page.value(), "typed");
  page.editor.set_attribute(page.control(), "value", "second");
  EXPECT_EQ(page.value(), "second");
}

}  // namespace
}  // namespace golive
