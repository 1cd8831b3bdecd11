// A page that is changed in place: nodes keep their ids, and what is read of the page is what it is now.
#include "testing/document_editor.h"

#include <gtest/gtest.h>
#include <malloc.h>

#include "testing/parse.h"
#include "testing/selector.h"
#include "testing/visible_text.h"

namespace golive::testing {
namespace {

class DocumentEditorTest : public ::testing::Test {
 protected:
  Node find(std::string_view selector) const { return Selector(selector).find(page_.root()); }
  std::string html() const { return find("main").outer_html(); }

  Document page_ = parse_document("<main><p id=a class=x>one <b>two</b></p><ul><li>1<li>2<li>3</ul></main>");
  DocumentEditor editor_{page_};
};

TEST_F(DocumentEditorTest, WritesTextsAndAttributes) {
  const Node text = find("p").first_child();
  editor_.set_text(text, "longer than it was & <more>");
  editor_.set_attribute(find("p"), "title", "\"new\"");
  editor_.set_attribute(find("p"), "id", "b");
  editor_.remove_attribute(find("p"), "class");
  EXPECT_EQ(find("p").outer_html(), "<p id=\"b\" title=\"&quot;new&quot;\">longer than it was &amp; &lt;more&gt;<b>two</b></p>");
  editor_.set_text(text, "");
  EXPECT_EQ(visible_text(find("p")), "two");
  EXPECT_EQ(find("#b[title]:has-text('two')"), find("p"));
  EXPECT_FALSE(find("#a"));
}

TEST_F(DocumentEditorTest, MovedNodesKeepTheirIds) {
  const Node list = find("ul");
  const Node last = list.last_child();
  const NodeId id = last.id();
  editor_.insert(last, list, list.first_child());
  EXPECT_EQ(list.outer_html(), "<ul><li>3</li><li>1</li><li>2</li></ul>");
  editor_.insert(last, find("p"));
  EXPECT_EQ(html(), "<main><p id=\"a\" class=\"x\">one <b>two</b><li>3</li></p><ul><li>1</li><li>2</li></ul></main>");
  EXPECT_EQ(find("p > li").id(), id);
  EXPECT_EQ(find("ul > li:nth-child(2)"), list.last_child());
}

TEST_F(DocumentEditorTest, NoNodeIsGivenTheIdOfOneThatWasRemoved) {
  const Node list = find("ul");
  const Node row = list.first_child();
  const Node text = row.first_child();
  editor_.remove(row);
  EXPECT_FALSE(row.exists());
  EXPECT_FALSE(text.exists());
  EXPECT_TRUE(list.exists());
  for (int i = 0; i < 200; ++i) {
    const Node made = editor_.make_text("x");
    EXPECT_GT(made.id(), text.id());
    editor_.remove(made);
  }
  EXPECT_FALSE(row.exists());
  EXPECT_EQ(list.outer_html(), "<ul><li>2</li><li>3</li></ul>");
}

TEST_F(DocumentEditorTest, CopiesWithWhatIsInTemplates) {
  const std::string markup =
      "<my-part data-x=\"1\">a<template><i>in</i><template>deep</template></template><svg viewBox=\"0\"></svg><!--c--></my-part>";
  {
    const Document other = parse_fragment(markup);
    editor_.insert(editor_.copy(other.root().first_child()), find("ul"));
  }
  EXPECT_EQ(find("my-part").outer_html(), markup);
  std::vector<Node> made;
  const Node original = editor_.keep(parse_fragment(markup)).first_child();
  editor_.insert(editor_.copy_kept(original, made), find("main"));
  EXPECT_EQ(find("main > my-part").outer_html(), markup);
  ASSERT_EQ(made.size(), 5u);
  EXPECT_EQ(made[4].text(), "c");
  editor_.set_attribute(made[0], "data-x", "2");
  editor_.set_text(made[1], "b");
  EXPECT_EQ(original.outer_html(), markup);
  editor_.remove(made[0]);
  EXPECT_FALSE(find("main > my-part"));
}

struct Told : DocumentListener {
  void attribute_changed(Node, std::string_view name, std::optional<std::string_view> value) override {
    text += std::string(name) + (value ? "=" + std::string(*value) : " gone") + ';';
  }
  void content_changed(Node element) override { text += std::string(element.name()) + " shows " + element.text_content() + ';'; }
  void node_removed(Node node) override { text += (node.is_element() ? std::string(node.name()) : std::string(node.text())) + " removed;"; }
  std::string text;
};

TEST_F(DocumentEditorTest, TellsWhatChanged) {
  Told told;
  DocumentEditor editor(page_, &told);
  const Node p = find("p");
  editor.set_attribute(p, "class", "x");
  editor.remove_attribute(p, "title");
  EXPECT_EQ(told.text, "");
  editor.set_attribute(p, "class", "y");
  editor.remove_attribute(p, "class");
  editor.set_content(p.last_child(), "new");
  EXPECT_EQ(told.text, "class=y;class gone;b shows new;");
  told.text.clear();
  editor.remove(p);
  EXPECT_EQ(told.text, "p removed;one  removed;b removed;new removed;");
}

// Rows that come and go, texts that grow and shrink, attributes that change: only ids that were given are not got back.
TEST_F(DocumentEditorTest, APageThatIsPatchedForEverStaysSmall) {
  const Node list = find("ul");
  const Node text = find("p").first_child();
  const Node kept = editor_.keep(parse_fragment("<li class=\"row\">text</li>")).first_child();
  std::vector<Node> made;
  const auto patch = [&](int times) {
    for (int i = 0; i < times; ++i) {
      editor_.set_text(text, std::string(static_cast<std::size_t>(i) % 3'000, 'x'));
      editor_.set_attribute(find("p"), "title", std::to_string(i));
      made.clear();
      const Node row = editor_.copy_kept(kept, made);
      editor_.insert(row, list, list.first_child());
      editor_.set_text(made[1], std::to_string(i));
      editor_.remove(list.last_child());
    }
  };
  patch(10'000);
  const std::size_t before = mallinfo2().uordblks + mallinfo2().hblkhd;
  patch(100'000);
  const std::size_t after = mallinfo2().uordblks + mallinfo2().hblkhd;
  EXPECT_LT(after, before + 100'000) << "bytes for 100,000 patches";
  EXPECT_EQ(visible_text(list), "99999 99998 99997");
}

}  // namespace
}  // namespace golive::testing
