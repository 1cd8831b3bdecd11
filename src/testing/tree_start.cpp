// 13.2.6.4.7, the "in body" insertion mode: start tags, each by the first of these functions that knows it.
#include <algorithm>

#include "base/header_text.h"
#include "testing/tree_builder.h"

namespace golive::testing {

using enum MarkupFault;

void TreeBuilder::body_start_tag() {
  const Tag tag = token_.tag;
  if (has(tag, kMetadata)) return in_head();
  if (body_start_page(tag) || body_start_text(tag) || body_start_block(tag) || body_start_formatting(tag) || body_start_inline(tag) ||
      body_start_select(tag) || body_start_ruby(tag))
    return;
  reconstruct();
  insert_html();
}

// The page's own parts, and those that stand in others.
bool TreeBuilder::body_start_page(Tag tag) {
  const bool known = has(tag, kTablePart) || is_one_of(tag, Tag::html, Tag::body, Tag::frameset, Tag::frame, Tag::head);
  if (!known) return false;
  error(unexpected_start_tag);
  const NodeId body = open_.size() > 1 && html_tag(open_[1]) == Tag::body ? open_[1] : 0;
  if (tag == Tag::html && !is_open(Tag::template_)) add_attributes(open_.front());
  if (tag == Tag::body && body != 0 && !is_open(Tag::template_)) frameset_ok_ = false, add_attributes(body);
  if (tag == Tag::frameset && body != 0 && frameset_ok_) {
    tree_.remove(body);
    open_.resize(1);
    insert_html();
    mode_ = Mode::in_frameset;
  }
  return true;
}

// Elements whose content is text.
bool TreeBuilder::body_start_text(Tag tag) {
  switch (tag) {
    case Tag::plaintext:
      close_paragraph_in_scope();
      insert_html();
      tokenizer_.read_as(TextKind::plaintext, {});
      return true;
    case Tag::textarea:
      insert_html();
      skip_newline_ = true;
      frameset_ok_ = false;
      read_text_as(TextKind::rcdata);
      return true;
    case Tag::xmp:
      close_paragraph_in_scope();
      reconstruct();
      [[fallthrough]];
    case Tag::iframe:
      frameset_ok_ = false;
      [[fallthrough]];
    case Tag::noembed:
      insert_html();
      read_text_as(TextKind::rawtext);
      return true;
    case Tag::noscript:
      if (!options_.scripting) return false;
      insert_html();
      read_text_as(TextKind::rawtext);
      return true;
    default:
      return false;
  }
}

bool TreeBuilder::body_start_block(Tag tag) {
  if (has(tag, kBlock) || has(tag, kHeading) || tag == Tag::p) {
    close_paragraph_in_scope();
    if (has(tag, kHeading) && has(current_tag(), kHeading)) error(closed_by_start_tag), pop();
    insert_html();
    return true;
  }
  switch (tag) {
    case Tag::pre:
    case Tag::listing:
      close_paragraph_in_scope();
      insert_html();
      skip_newline_ = true;
      frameset_ok_ = false;
      return true;
    case Tag::form:
      if (form_ != 0 && !is_open(Tag::template_)) return error(unexpected_start_tag), true;
      close_paragraph_in_scope();
      if (const NodeId form = insert_html(); !is_open(Tag::template_)) form_ = form;
      return true;
    case Tag::li:
    case Tag::dd:
    case Tag::dt:
      list_item_start(tag);
      return true;
    case Tag::table:
      if (!tree_.quirks()) close_paragraph_in_scope();
      insert_html();
      frameset_ok_ = false;
      mode_ = Mode::in_table;
      return true;
    case Tag::hr:
      close_paragraph_in_scope();
      if (in_scope(Tag::select)) {
        generate_implied_end_tags();
        if (in_scope(Tag::option) || in_scope(Tag::optgroup)) error(closed_by_start_tag);
      }
      insert_void();
      frameset_ok_ = false;
      return true;
    default:
      return false;
  }
}

void TreeBuilder::list_item_start(Tag tag) {
  frameset_ok_ = false;
  for (std::size_t i = open_.size(); i-- > 0;) {
    const Tag open = html_tag(open_[i]);
    if (tag == Tag::li ? open == Tag::li : is_one_of(open, Tag::dd, Tag::dt)) {
      close(open);
      break;
    }
    if (is_special(open_[i]) && !is_one_of(open, Tag::address, Tag::div, Tag::p)) break;
  }
  close_paragraph_in_scope();
  insert_html();
}

bool TreeBuilder::body_start_formatting(Tag tag) {
  if (!has(tag, kFormatting)) return false;
  if (const NodeId link = tag == Tag::a ? formatting_since_marker(Tag::a) : 0; link != 0) {
    error(closed_by_start_tag);
    adopt();
    remove_formatting(link);
    remove_open(link);
  }
  reconstruct();
  if (tag == Tag::nobr && in_scope(Tag::nobr)) {
    error(closed_by_start_tag);
    adopt();
    reconstruct();
  }
  push_formatting(insert_html());
  return true;
}

bool TreeBuilder::body_start_inline(Tag tag) {
  switch (tag) {
    case Tag::button:
      if (in_scope(Tag::button)) {
        error(closed_by_start_tag);
        generate_implied_end_tags();
        pop_until(Tag::button);
      }
      reconstruct();
      insert_html();
      frameset_ok_ = false;
      return true;
    case Tag::applet:
    case Tag::marquee:
    case Tag::object:
      reconstruct();
      insert_html();
      push_marker();
      frameset_ok_ = false;
      return true;
    case Tag::image:
      error(unexpected_start_tag);
      token_.tag = Tag::img;
      token_.text = "img";
      return body_start_inline(Tag::img);
    case Tag::area:
    case Tag::br:
    case Tag::embed:
    case Tag::img:
    case Tag::keygen:
    case Tag::wbr:
      reconstruct();
      insert_void();
      frameset_ok_ = false;
      return true;
    case Tag::input:
      input_start();
      return true;
    case Tag::param:
    case Tag::source:
    case Tag::track:
      insert_void();
      return true;
    case Tag::math:
    case Tag::svg:
      reconstruct();
      insert_foreign(tag == Tag::svg ? Namespace::svg : Namespace::math);
      if (token_.self_closing) pop(), token_.self_closing = false;
      return true;
    default:
      return false;
  }
}

// <select> and what stands in one.
bool TreeBuilder::body_start_select(Tag tag) {
  if (!is_one_of(tag, Tag::select, Tag::option, Tag::optgroup)) return false;
  const bool in_select = in_scope(Tag::select);
  if (tag == Tag::select) {
    const bool inside = context_ != 0 && html_tag(context_) == Tag::select;
    if (inside || in_select) error(unexpected_start_tag);
    if (inside) return true;
    if (in_select) return pop_until(Tag::select), true;
    frameset_ok_ = false;
  } else if (in_select) {
    generate_implied_end_tags(tag == Tag::option ? Tag::optgroup : Tag::unknown);
    if (in_scope(Tag::option) || (tag == Tag::optgroup && in_scope(Tag::optgroup))) error(closed_by_start_tag);
  } else if (current_tag() == Tag::option) {
    pop();
  }
  reconstruct();
  insert_html();
  return true;
}

bool TreeBuilder::is_hidden_input() const { return equal_ignoring_case(attribute("type"), "hidden"); }

void TreeBuilder::input_start() {
  if (in_scope(Tag::select)) error(closed_by_start_tag), pop_until(Tag::select);
  reconstruct();
  if (!is_hidden_input()) frameset_ok_ = false;
  insert_void();
}

bool TreeBuilder::body_start_ruby(Tag tag) {
  if (!is_one_of(tag, Tag::rb, Tag::rtc, Tag::rp, Tag::rt)) return false;
  if (in_scope(Tag::ruby)) generate_implied_end_tags(is_one_of(tag, Tag::rp, Tag::rt) ? Tag::rtc : Tag::unknown);
  insert_html();
  return true;
}

}  // namespace golive::testing
