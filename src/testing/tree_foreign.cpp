// SVG and MathML: 13.2.6.5, and when it applies (13.2.6).
#include <algorithm>

#include "base/header_text.h"
#include "testing/tree_builder.h"

namespace golive::testing {

using enum MarkupFault;

bool TreeBuilder::is_mathml_text(NodeId node) const {
  const NodeData& data = tree_.at(node);
  return data.ns == Namespace::math && is_one_of(data.tag, Tag::mi, Tag::mo, Tag::mn, Tag::ms, Tag::mtext);
}

bool TreeBuilder::is_html_point(NodeId node) const {
  const NodeData& data = tree_.at(node);
  if (data.ns == Namespace::svg) return is_one_of(data.tag, Tag::foreign_object, Tag::desc, Tag::title);
  if (data.ns != Namespace::math || data.tag != Tag::annotation_xml) return false;
  for (std::uint32_t i = 0; i < data.attribute_count; ++i) {
    if (data.attributes[i].name != "encoding") continue;
    const std::string_view value = data.attributes[i].value;
    return equal_ignoring_case(value, "text/html") || equal_ignoring_case(value, "application/xhtml+xml");
  }
  return false;
}

bool TreeBuilder::is_foreign_place() const {
  if (open_.empty() || token_.kind == TokenKind::end_of_file) return false;
  const NodeId node = adjusted_current();
  const NodeData& data = tree_.at(node);
  if (data.ns == Namespace::html) return false;
  const bool text = token_.kind == TokenKind::text || token_.kind == TokenKind::null;
  const bool start = token_.kind == TokenKind::start_tag;
  if (is_mathml_text(node) && (text || (start && !is_one_of(token_.tag, Tag::mglyph, Tag::malignmark)))) return false;
  if (data.ns == Namespace::math && data.tag == Tag::annotation_xml && token_.is_start(Tag::svg)) return false;
  return !(is_html_point(node) && (text || start));
}

namespace {

bool breaks_out(const Token& token) {
  constexpr Tag kTags[] = {
      Tag::b,     Tag::big,   Tag::blockquote, Tag::body,   Tag::br,   Tag::center, Tag::code,  Tag::dd, Tag::div,  Tag::dl,   Tag::dt,
      Tag::em,    Tag::embed, Tag::h1,         Tag::h2,     Tag::h3,   Tag::h4,     Tag::h5,    Tag::h6, Tag::head, Tag::hr,   Tag::i,
      Tag::img,   Tag::li,    Tag::listing,    Tag::menu,   Tag::meta, Tag::nobr,   Tag::ol,    Tag::p,  Tag::pre,  Tag::ruby, Tag::s,
      Tag::small, Tag::span,  Tag::strong,     Tag::strike, Tag::sub,  Tag::sup,    Tag::table, Tag::tt, Tag::u,    Tag::ul,   Tag::var};
  if (token.tag != Tag::font) return std::ranges::find(kTags, token.tag) != std::end(kTags);
  return std::ranges::any_of(token.attributes,
                             [](const Attribute& each) { return each.name == "color" || each.name == "face" || each.name == "size"; });
}

}  // namespace

void TreeBuilder::in_foreign() {
  switch (token_.kind) {
    case TokenKind::null:
      return insert_text("\xEF\xBF\xBD");
    case TokenKind::text:
      insert_text(token_.text);
      if (!is_blank(token_.text)) frameset_ok_ = false;
      return;
    case TokenKind::comment:
      return insert_comment_here();
    case TokenKind::doctype:
      return error(unexpected_doctype);
    case TokenKind::end_tag:
      if (!is_one_of(token_.tag, Tag::br, Tag::p)) return foreign_end_tag();
      break;
    case TokenKind::start_tag:
      if (!breaks_out(token_)) {
        insert_foreign(tree_.at(adjusted_current()).ns);
        if (token_.self_closing) pop(), token_.self_closing = false;
        return;
      }
      break;
    case TokenKind::end_of_file:
      return;
  }
  error(html_in_foreign_content);
  while (open_.size() > 1 && tree_.at(current()).ns != Namespace::html && !is_mathml_text(current()) && !is_html_point(current())) pop();
  process(mode_);
}

void TreeBuilder::foreign_end_tag() {
  const auto has_name = [&](NodeId node) { return equal_ignoring_case(tree_.at(node).text, token_.text); };
  if (!has_name(current())) error(closed_by_end_tag);
  for (std::size_t i = open_.size(); i-- > 0;) {
    if (i == 0) return;
    if (has_name(open_[i])) return open_.resize(i);
    if (tree_.at(open_[i - 1]).ns == Namespace::html) return process(mode_);
  }
}

}  // namespace golive::testing
