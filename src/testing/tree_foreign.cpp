// SVG and MathML: 13.2.6.5, and when it applies (13.2.6).
#include <algorithm>

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
    for (const std::string_view html : {"text/html", "application/xhtml+xml"})
      if (std::ranges::equal(data.attributes[i].value, html, [](char x, char y) { return (detail::is_upper(x) ? x + 32 : x) == y; }))
        return true;
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
  switch (token.tag) {
    case Tag::b:
    case Tag::big:
    case Tag::blockquote:
    case Tag::body:
    case Tag::br:
    case Tag::center:
    case Tag::code:
    case Tag::dd:
    case Tag::div:
    case Tag::dl:
    case Tag::dt:
    case Tag::em:
    case Tag::embed:
    case Tag::h1:
    case Tag::h2:
    case Tag::h3:
    case Tag::h4:
    case Tag::h5:
    case Tag::h6:
    case Tag::head:
    case Tag::hr:
    case Tag::i:
    case Tag::img:
    case Tag::li:
    case Tag::listing:
    case Tag::menu:
    case Tag::meta:
    case Tag::nobr:
    case Tag::ol:
    case Tag::p:
    case Tag::pre:
    case Tag::ruby:
    case Tag::s:
    case Tag::small:
    case Tag::span:
    case Tag::strong:
    case Tag::strike:
    case Tag::sub:
    case Tag::sup:
    case Tag::table:
    case Tag::tt:
    case Tag::u:
    case Tag::ul:
    case Tag::var:
      return true;
    case Tag::font:
      return std::ranges::any_of(token.attributes,
                                 [](const Attribute& each) { return each.name == "color" || each.name == "face" || each.name == "size"; });
    default:
      return false;
  }
}

}  // namespace

void TreeBuilder::in_foreign() {
  switch (token_.kind) {
    case TokenKind::null:
      return insert_text("\xEF\xBF\xBD");
    case TokenKind::text:
      insert_text(token_.text);
      if (!std::ranges::all_of(token_.text, [](char c) { return detail::is_space(c); })) frameset_ok_ = false;
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
  const auto has_name = [&](NodeId node) {
    return std::ranges::equal(tree_.at(node).text, token_.text, [](char x, char y) { return (detail::is_upper(x) ? x + 32 : x) == y; });
  };
  if (!has_name(current())) error(closed_by_end_tag);
  for (std::size_t i = open_.size(); i-- > 0;) {
    if (i == 0) return;
    if (has_name(open_[i])) return open_.resize(i);
    if (tree_.at(open_[i - 1]).ns == Namespace::html) return process(mode_);
  }
}

}  // namespace golive::testing
