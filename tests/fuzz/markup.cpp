// HTML as the testing kit reads it: any bytes, as a document or as what any element contains.
#include <ctime>
#include <string>
#include <vector>

#include "fuzz/target.h"
#include "testing/parse.h"
#include "testing/visible_text.h"

namespace golive::fuzz {
namespace {

using testing::Document;
using testing::Node;
using testing::NodeKind;
using testing::Tag;

// What parent, children and siblings say of each other, in templates too.
template <class Look>
void walk(const Document& page, Look look) {
  std::vector<Node> tops{page.root()};
  while (!tops.empty()) {
    const Node top = tops.back();
    tops.pop_back();
    for (Node node = top; node; node = node.after(top)) {
      look(node);
      if (const Node content = node.template_content()) tops.push_back(content);
    }
  }
}

std::size_t check_tree(const Document& page) {
  std::size_t count = 0;
  walk(page, [&](Node node) {
    ++count;
    Node last;
    for (Node child = node.first_child(); child; last = child, child = child.next())
      require(child.parent() == node && child.previous() == last, "children know their parent and each other");
    require(node.last_child() == last, "the last child is the last");
    const bool inner = node.is_element() || node.kind() == NodeKind::fragment || node.kind() == NodeKind::document;
    require(inner || !last, "only elements have children");
    require(node.kind() != NodeKind::text || !node.text().empty(), "a text is not empty");
    require(node.at() <= page.source().size(), "a node begins in the source");
    if (!node.template_content()) return;
    require(node.is_html(Tag::template_) && !last && !node.template_content().parent(), "what a template has is apart");
  });
  for (const testing::MarkupError& each : page.errors()) require(each.at <= page.source().size(), "an error is in the source");
  return count;
}

// As it is read when it was written: that needs a reference.
std::string without_returns(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') out += text[i];
    else if (i + 1 == text.size() || text[i + 1] != '\n') out += '\n';
  }
  return out;
}

bool holds_raw_text(Tag tag) {
  return is_one_of(tag, Tag::style, Tag::script, Tag::xmp, Tag::iframe, Tag::noembed, Tag::noframes, Tag::plaintext, Tag::noscript);
}

void check_attributes(Node node) {
  std::string tag = node.outer_html();
  tag.resize(tag.find('>') + 1);
  const Document copy = testing::parse_fragment("<x-copy" + tag.substr(1 + node.name().size()));
  const auto read = copy.root().first_child().attributes();
  require(read.size() == node.attributes().size(), "as many attributes are read as are written");
  for (std::size_t i = 0; i < read.size(); ++i) {
    const auto& [name, value] = node.attributes()[i];
    require(read[i].name == name && read[i].value == without_returns(value), "an attribute is read as it was written");
  }
}

// Texts and attributes are read as they were written, whatever tags they stand in.
void check_escapes(const Document& page) {
  int left = 50;
  walk(page, [&](Node node) {
    if (--left < 0) return;
    if (node.is_element() && node.ns() == testing::Namespace::html) check_attributes(node);
    if (node.kind() != NodeKind::text || !node.parent() || holds_raw_text(node.parent().tag())) return;
    const Document copy = testing::parse_fragment("<x-copy>" + node.outer_html());
    require(copy.root().first_child().text_content() == without_returns(node.text()), "a text is read as it was written");
  });
}

// What the standard itself warns of (13.3): no reading of the written markup makes this tree.
bool is_lost_in_writing(const Document& page) {
  bool lost = false;
  walk(page, [&](Node node) {
    int depth = 0;
    bool in_template = true;
    for (Node above = node; above; above = above.parent()) ++depth, in_template = above != page.root();
    lost = lost || depth > 400 || node.is_html(Tag::plaintext) || (in_template && node.is_html(Tag::noscript)) ||
           node.text().find('\r') != std::string_view::npos;
    for (const testing::Attribute& each : node.attributes()) lost = lost || each.value.find('\r') != std::string_view::npos;
    const bool skips_newline = node.is_html(Tag::pre) || node.is_html(Tag::listing) || node.is_html(Tag::textarea);
    lost = lost || (skips_newline && node.first_child() && node.first_child().text().starts_with('\n'));
  });
  return lost;
}

Document read(std::string_view markup, std::string_view context, const testing::ParseOptions& options) {
  return context == "document" ? testing::parse_document(markup, options) : testing::parse_fragment(markup, context, options);
}

void check_page(std::string_view markup, std::string_view context, const testing::ParseOptions& options) {
  const Document page = read(markup, context, options);
  check_tree(page);
  check_escapes(page);
  static_cast<void>(testing::visible_text(page.root()));
  const std::string written = page.root().inner_html();
  const bool raw = context != "document" && holds_raw_text(testing::tag_of(context));
  if (!page.errors().empty() || raw || is_lost_in_writing(page)) return;
  require(read(written, context, options).root().inner_html() == written, "a page without faults is read as it was written");
}

// A piece of markup so often that what grows with the square would be seen.
void check_cost(std::string_view piece, std::string_view context, const testing::ParseOptions& options) {
  std::string markup;
  while (markup.size() < 40'000) markup += piece;
  const std::clock_t begin = std::clock();
  const Document page = read(markup, context, options);
  require(check_tree(page) <= 80 * markup.size(), "a page has so many nodes only");
  static_cast<void>(page.root().inner_html());
  require(std::clock() - begin < 4 * CLOCKS_PER_SEC, "the time that a page takes grows with its size");
}

// OPTIONS CONTEXT LF MARKUP, where OPTIONS is one character; the context "document" is no element.
void markup(std::string_view input) {
  std::string_view context = input;
  const std::string_view markup = split_off(context, '\n');
  if (context.empty()) return;
  const testing::ParseOptions options{.scripting = (context[0] & 1) == 0, .quirks = (context[0] & 2) != 0};
  context.remove_prefix(1);
  check_page(markup, context, options);
  if (!markup.empty() && markup.size() <= 48 && std::hash<std::string_view>()(input) % 8 == 0) check_cost(markup, context, options);
}

const Registration registered(
    {"markup",
     "src/testing/tokenizer.cpp src/testing/tokenizer_declaration.cpp src/testing/tokenizer_reference.cpp "
     "src/testing/named_references.cpp src/testing/tree_body.cpp src/testing/tree_builder.cpp "
     "src/testing/tree_foreign.cpp src/testing/tree_head.cpp src/testing/tree_insert.cpp src/testing/tree_stack.cpp "
     "src/testing/tree_table.cpp src/testing/tree_writer.cpp src/testing/serialize.cpp src/testing/visible_text.cpp",
     markup});

}  // namespace
}  // namespace golive::fuzz
