// Tables: 13.2.6.4.9 to 15.
#include <algorithm>

#include "testing/tree_builder.h"

namespace golive::testing {

using enum MarkupFault;

// "Clear the stack back to a table (body, row) context".
void TreeBuilder::clear_to(std::initializer_list<Tag> tags) {
  while (!is_one_of(current_tag(), Tag::template_, Tag::html) && std::ranges::find(tags, current_tag()) == tags.end()) pop();
}

void TreeBuilder::in_table() {
  if (token_.kind == TokenKind::text || token_.kind == TokenKind::null) {
    if (!is_one_of(current_tag(), Tag::table, Tag::tbody, Tag::template_, Tag::tfoot, Tag::thead, Tag::tr)) return in_table_otherwise();
    table_text_.clear();
    original_mode_ = mode_;
    return again(Mode::in_table_text);
  }
  if (token_.kind == TokenKind::comment) return insert_comment_here();
  if (token_.kind == TokenKind::doctype) return error(unexpected_doctype);
  if (token_.kind == TokenKind::end_of_file) return in_body();
  const Tag tag = token_.tag;
  if (token_.kind == TokenKind::end_tag) {
    switch (tag) {
      case Tag::table:
        if (!in_scope(Tag::table, Scope::table)) return error(unexpected_end_tag);
        pop_until(Tag::table);
        return reset_mode();
      case Tag::body:
      case Tag::caption:
      case Tag::col:
      case Tag::colgroup:
      case Tag::html:
      case Tag::tbody:
      case Tag::td:
      case Tag::tfoot:
      case Tag::th:
      case Tag::thead:
      case Tag::tr:
        return error(unexpected_end_tag);
      case Tag::template_:
        return in_head();
      default:
        return in_table_otherwise();
    }
  }
  switch (tag) {
    case Tag::caption:
      clear_to({Tag::table});
      push_marker();
      insert_html();
      mode_ = Mode::in_caption;
      return;
    case Tag::colgroup:
      clear_to({Tag::table});
      insert_html();
      mode_ = Mode::in_column_group;
      return;
    case Tag::col:
      error(implied_tag);
      clear_to({Tag::table});
      insert_html(Tag::colgroup);
      return again(Mode::in_column_group);
    case Tag::tbody:
    case Tag::tfoot:
    case Tag::thead:
      clear_to({Tag::table});
      insert_html();
      mode_ = Mode::in_table_body;
      return;
    case Tag::td:
    case Tag::th:
    case Tag::tr:
      error(implied_tag);
      clear_to({Tag::table});
      insert_html(Tag::tbody);
      return again(Mode::in_table_body);
    case Tag::table:
      error(closed_by_start_tag);
      if (!in_scope(Tag::table, Scope::table)) return;
      pop_until(Tag::table);
      reset_mode();
      return process(mode_);
    case Tag::style:
    case Tag::script:
    case Tag::template_:
      return in_head();
    case Tag::input:
      if (!std::ranges::equal(attribute("type"), std::string_view("hidden"), [](char x, char y) { return (x | 32) == y; })) break;
      error(unexpected_start_tag);
      return insert_void();
    case Tag::form:
      error(unexpected_start_tag);
      if (is_open(Tag::template_) || form_ != 0) return;
      form_ = insert_html();
      return pop();
    default:
      break;
  }
  in_table_otherwise();
}

void TreeBuilder::in_table_otherwise() {
  error(moved_out_of_table);
  foster_ = true;
  in_body();
  foster_ = false;
}

void TreeBuilder::in_table_text() {
  if (token_.kind == TokenKind::null) return;
  if (token_.kind == TokenKind::text) return table_text_.push_back({token_.text, token_.at});
  flush_table_text();
  mode_ = original_mode_;
  process();
}

void TreeBuilder::flush_table_text() {
  const bool blank = std::ranges::all_of(
      table_text_, [](const TableText& each) { return std::ranges::all_of(each.text, [](char c) { return detail::is_space(c); }); });
  const Token token = token_;
  token_.kind = TokenKind::text;
  for (const TableText& each : table_text_) {
    token_.text = each.text;
    token_.at = each.at;
    if (blank) insert_text(each.text);
    else in_table_otherwise();
  }
  table_text_.clear();
  token_ = token;
}

void TreeBuilder::in_caption() {
  const Tag tag = token_.tag;
  const bool ends = token_.is_end(Tag::caption);
  const bool cuts = token_.is_end(Tag::table) ||
                    (token_.kind == TokenKind::start_tag &&
                     is_one_of(tag, Tag::caption, Tag::col, Tag::colgroup, Tag::tbody, Tag::td, Tag::tfoot, Tag::th, Tag::thead, Tag::tr));
  if (ends || cuts) {
    if (!in_scope(Tag::caption, Scope::table))
      return error(ends || token_.kind == TokenKind::end_tag ? unexpected_end_tag : unexpected_start_tag);
    generate_implied_end_tags();
    if (current_tag() != Tag::caption) error(closed_by_end_tag);
    pop_until(Tag::caption);
    clear_to_marker();
    mode_ = Mode::in_table;
    if (cuts) process(mode_);
    return;
  }
  if (token_.kind == TokenKind::end_tag &&
      is_one_of(tag, Tag::body, Tag::col, Tag::colgroup, Tag::html, Tag::tbody, Tag::td, Tag::tfoot, Tag::th, Tag::thead, Tag::tr))
    return error(unexpected_end_tag);
  in_body();
}

void TreeBuilder::in_column_group() {
  if (is_space()) return insert_text(token_.text);
  if (token_.kind == TokenKind::comment) return insert_comment_here();
  if (token_.kind == TokenKind::doctype) return error(unexpected_doctype);
  if (token_.is_start(Tag::html) || token_.kind == TokenKind::end_of_file) return in_body();
  if (token_.is_start(Tag::col)) return insert_void();
  if (token_.is_start(Tag::template_) || token_.is_end(Tag::template_)) return in_head();
  if (token_.is_end(Tag::col)) return error(unexpected_end_tag);
  if (current_tag() != Tag::colgroup) return error(token_.kind == TokenKind::end_tag ? unexpected_end_tag : unexpected_start_tag);
  pop();
  mode_ = Mode::in_table;
  if (!token_.is_end(Tag::colgroup)) process(mode_);
}

void TreeBuilder::in_table_body() {
  const Tag tag = token_.tag;
  if (token_.is_start(Tag::tr)) {
    clear_to({Tag::tbody, Tag::tfoot, Tag::thead});
    insert_html();
    mode_ = Mode::in_row;
    return;
  }
  if (token_.kind == TokenKind::start_tag && is_one_of(tag, Tag::td, Tag::th)) {
    error(implied_tag);
    clear_to({Tag::tbody, Tag::tfoot, Tag::thead});
    insert_html(Tag::tr);
    return again(Mode::in_row);
  }
  const bool part = is_one_of(tag, Tag::tbody, Tag::tfoot, Tag::thead);
  if (token_.kind == TokenKind::end_tag && part) {
    if (!in_scope(tag, Scope::table)) return error(unexpected_end_tag);
    clear_to({Tag::tbody, Tag::tfoot, Tag::thead});
    pop();
    mode_ = Mode::in_table;
    return;
  }
  if (token_.is_end(Tag::table) ||
      (token_.kind == TokenKind::start_tag && (part || is_one_of(tag, Tag::caption, Tag::col, Tag::colgroup)))) {
    if (!in_scope(Tag::tbody, Scope::table) && !in_scope(Tag::thead, Scope::table) && !in_scope(Tag::tfoot, Scope::table))
      return error(token_.kind == TokenKind::end_tag ? unexpected_end_tag : unexpected_start_tag);
    clear_to({Tag::tbody, Tag::tfoot, Tag::thead});
    pop();
    return again(Mode::in_table);
  }
  if (token_.kind == TokenKind::end_tag &&
      is_one_of(tag, Tag::body, Tag::caption, Tag::col, Tag::colgroup, Tag::html, Tag::td, Tag::th, Tag::tr))
    return error(unexpected_end_tag);
  in_table();
}

void TreeBuilder::in_row() {
  const Tag tag = token_.tag;
  if (token_.kind == TokenKind::start_tag && is_one_of(tag, Tag::td, Tag::th)) {
    clear_to({Tag::tr});
    insert_html();
    mode_ = Mode::in_cell;
    return push_marker();
  }
  const bool part = is_one_of(tag, Tag::tbody, Tag::tfoot, Tag::thead);
  const bool cuts = token_.is_end(Tag::table) || (token_.kind == TokenKind::end_tag && part) ||
                    (token_.kind == TokenKind::start_tag && (part || is_one_of(tag, Tag::caption, Tag::col, Tag::colgroup, Tag::tr)));
  if (token_.is_end(Tag::tr) || cuts) {
    const bool missing = token_.kind == TokenKind::end_tag && part && !in_scope(tag, Scope::table);
    if (missing || !in_scope(Tag::tr, Scope::table))
      return error(token_.kind == TokenKind::end_tag ? unexpected_end_tag : unexpected_start_tag);
    clear_to({Tag::tr});
    pop();
    mode_ = Mode::in_table_body;
    if (cuts) process(mode_);
    return;
  }
  if (token_.kind == TokenKind::end_tag && is_one_of(tag, Tag::body, Tag::caption, Tag::col, Tag::colgroup, Tag::html, Tag::td, Tag::th))
    return error(unexpected_end_tag);
  in_table();
}

void TreeBuilder::close_cell() {
  generate_implied_end_tags();
  if (!is_one_of(current_tag(), Tag::td, Tag::th)) error(closed_by_end_tag);
  while (!is_one_of(current_tag(), Tag::td, Tag::th) && open_.size() > 1) pop();
  if (open_.size() > 1) pop();
  clear_to_marker();
  mode_ = Mode::in_row;
}

void TreeBuilder::in_cell() {
  const Tag tag = token_.tag;
  if (token_.kind == TokenKind::end_tag) {
    if (is_one_of(tag, Tag::td, Tag::th)) {
      if (!in_scope(tag, Scope::table)) return error(unexpected_end_tag);
      generate_implied_end_tags();
      if (current_tag() != tag) error(closed_by_end_tag);
      pop_until(tag);
      clear_to_marker();
      mode_ = Mode::in_row;
      return;
    }
    if (is_one_of(tag, Tag::body, Tag::caption, Tag::col, Tag::colgroup, Tag::html)) return error(unexpected_end_tag);
    if (is_one_of(tag, Tag::table, Tag::tbody, Tag::tfoot, Tag::thead, Tag::tr)) {
      if (!in_scope(tag, Scope::table)) return error(unexpected_end_tag);
      close_cell();
      return process(mode_);
    }
  }
  if (token_.kind == TokenKind::start_tag &&
      is_one_of(tag, Tag::caption, Tag::col, Tag::colgroup, Tag::tbody, Tag::td, Tag::tfoot, Tag::th, Tag::thead, Tag::tr)) {
    if (!in_scope(Tag::td, Scope::table) && !in_scope(Tag::th, Scope::table)) return error(unexpected_start_tag);
    close_cell();
    return process(mode_);
  }
  in_body();
}

}  // namespace golive::testing
