// 13.2.6.4.7, the "in body" insertion mode: texts and end tags. Start tags are in tree_start.cpp.
#include <algorithm>
#include <utility>

#include "testing/tree_builder.h"

namespace golive::testing {

using enum MarkupFault;

void TreeBuilder::in_body() {
  switch (token_.kind) {
    case TokenKind::null:
      return;
    case TokenKind::text:
      reconstruct();
      insert_text(token_.text);
      if (!is_blank(token_.text)) frameset_ok_ = false;
      return;
    case TokenKind::comment:
    case TokenKind::doctype:
      return static_cast<void>(comment_or_doctype());
    case TokenKind::end_of_file:
      return body_end_of_file();
    case TokenKind::start_tag:
      return body_start_tag();
    case TokenKind::end_tag:
      return body_end_tag();
  }
}

void TreeBuilder::body_end_of_file() {
  if (!template_modes_.empty()) return in_template();
  const bool left_open = std::ranges::any_of(open_, [&](NodeId node) {
    const Tag tag = html_tag(node);
    return !has(tag, kImplied) && !is_one_of(tag, Tag::tbody, Tag::td, Tag::tfoot, Tag::th, Tag::thead, Tag::tr, Tag::body, Tag::html);
  });
  if (left_open) error(eof_with_open_elements);
  stop();
}

bool TreeBuilder::close_body() {
  if (!in_scope(Tag::body)) return error(unexpected_end_tag), false;
  mode_ = Mode::after_body;
  return true;
}

void TreeBuilder::body_end_tag() {
  const Tag tag = token_.tag;
  if (has(tag, kBlock) || is_one_of(tag, Tag::button, Tag::listing, Tag::pre, Tag::select)) return body_end_block();
  switch (tag) {
    case Tag::template_:
      return in_head();
    case Tag::body:
      return static_cast<void>(close_body());
    case Tag::html:
      if (close_body()) process(mode_);
      return;
    case Tag::form:
      return body_end_form();
    case Tag::p:
      if (!in_scope(Tag::p, Scope::button)) error(unexpected_end_tag), insert_html(Tag::p);
      return close_paragraph();
    case Tag::li:
      if (!in_scope(Tag::li, Scope::list_item)) return error(unexpected_end_tag);
      return close(Tag::li);
    case Tag::dd:
    case Tag::dt:
      return body_end_block();
    case Tag::applet:
    case Tag::marquee:
    case Tag::object:
      if (!in_scope(tag)) return error(unexpected_end_tag);
      close(tag);
      return clear_to_marker();
    case Tag::br:
      error(unexpected_end_tag);
      reconstruct();
      insert_html(Tag::br);
      pop();
      frameset_ok_ = false;
      return;
    default:
      break;
  }
  if (has(tag, kHeading)) {
    if (!heading_in_scope()) return error(unexpected_end_tag);
    generate_implied_end_tags();
    if (current_tag() != tag) error(closed_by_end_tag);
    return pop_until_heading();
  }
  if (!has(tag, kFormatting) || !adopt()) any_other_end_tag();
}

void TreeBuilder::body_end_block() {
  if (!in_scope(token_.tag)) return error(unexpected_end_tag);
  close(token_.tag);
}

// The form that its start tag opened, wherever it is; what is open inside of it stays open.
void TreeBuilder::body_end_form() {
  if (is_open(Tag::template_)) return body_end_block();
  const NodeId form = std::exchange(form_, 0);
  bool open = false;
  for (std::size_t i = open_.size(); i-- > 0;) {
    open = form != 0 && open_[i] == form;
    if (open || ends_scope(open_[i], Scope::normal)) break;
  }
  if (!open) return error(unexpected_end_tag);
  generate_implied_end_tags();
  if (current() != form) error(closed_by_end_tag);
  remove_open(form);
}

void TreeBuilder::any_other_end_tag() {
  for (std::size_t i = open_.size(); i-- > 0;) {
    if (const NodeData& node = tree_.at(open_[i]); node.ns == Namespace::html && node.text == token_.text) {
      generate_implied_end_tags(token_.tag == Tag::unknown ? Tag::unknown : token_.tag);
      if (open_.size() > i + 1) error(closed_by_end_tag);
      open_.resize(std::max<std::size_t>(std::min(open_.size(), i), 1));
      return;
    }
    if (is_special(open_[i])) return error(unexpected_end_tag);
  }
}

}  // namespace golive::testing
