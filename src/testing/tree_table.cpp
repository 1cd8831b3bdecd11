// Tables: 13.2.6.4.9 to 15.
#include <algorithm>

#include "testing/tree_builder.h"

namespace golive::testing {

using enum MarkupFault;

// "Clear the stack back to a table (body, row) context".
void TreeBuilder::clear_to(std::initializer_list<Tag> tags) {
  while (!is_one_of(current_tag(), Tag::template_, Tag::html) && std::ranges::find(tags, current_tag()) == tags.end()) pop();
}

// What an end tag in a table ends that is not open there.
bool TreeBuilder::is_end_of_outer_part() const { return is_end(kTablePart) || token_.is_end(Tag::body) || token_.is_end(Tag::html); }

void TreeBuilder::in_table() {
  switch (token_.kind) {
    case TokenKind::text:
    case TokenKind::null:
      if (!is_one_of(current_tag(), Tag::table, Tag::tbody, Tag::template_, Tag::tfoot, Tag::thead, Tag::tr)) return in_table_otherwise();
      table_text_.clear();
      original_mode_ = mode_;
      return again(Mode::in_table_text);
    case TokenKind::end_of_file:
      return in_body();
    case TokenKind::end_tag:
      return in_table_end_tag();
    case TokenKind::start_tag:
      return in_table_start_tag();
    default:
      return static_cast<void>(comment_or_doctype());
  }
}

void TreeBuilder::in_table_end_tag() {
  if (token_.tag == Tag::template_) return in_head();
  if (is_end_of_outer_part()) return error(unexpected_end_tag);
  if (token_.tag != Tag::table) return in_table_otherwise();
  if (!in_scope(Tag::table, Scope::table)) return error(unexpected_end_tag);
  pop_until(Tag::table);
  reset_mode();
}

void TreeBuilder::in_table_start_tag() {
  const auto begin = [this](Mode mode) {
    clear_to({Tag::table});
    if (mode == Mode::in_caption) push_marker();
    insert_html();
    mode_ = mode;
  };
  const auto imply = [this](Tag implied, Mode mode) {
    error(implied_tag);
    clear_to({Tag::table});
    insert_html(implied);
    again(mode);
  };
  switch (token_.tag) {
    case Tag::caption:
      return begin(Mode::in_caption);
    case Tag::colgroup:
      return begin(Mode::in_column_group);
    case Tag::col:
      return imply(Tag::colgroup, Mode::in_column_group);
    case Tag::tbody:
    case Tag::tfoot:
    case Tag::thead:
      return begin(Mode::in_table_body);
    case Tag::td:
    case Tag::th:
    case Tag::tr:
      return imply(Tag::tbody, Mode::in_table_body);
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
      if (!is_hidden_input()) return in_table_otherwise();
      error(unexpected_start_tag);
      return insert_void();
    case Tag::form:
      error(unexpected_start_tag);
      if (is_open(Tag::template_) || form_ != 0) return;
      form_ = insert_html();
      return pop();
    default:
      return in_table_otherwise();
  }
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
  const bool blank = std::ranges::all_of(table_text_, [](const TableText& each) { return is_blank(each.text); });
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
  const bool cuts = token_.is_end(Tag::table) || is_start(kTablePart);
  if (!cuts && !token_.is_end(Tag::caption)) return is_end_of_outer_part() ? error(unexpected_end_tag) : in_body();
  if (!in_scope(Tag::caption, Scope::table)) return unexpected();
  close(Tag::caption);
  clear_to_marker();
  mode_ = Mode::in_table;
  if (cuts) process(mode_);
}

void TreeBuilder::in_column_group() {
  if (is_space()) return insert_text(token_.text);
  if (comment_or_doctype()) return;
  if (token_.is_start(Tag::html) || token_.kind == TokenKind::end_of_file) return in_body();
  if (token_.is_start(Tag::col)) return insert_void();
  if (token_.is_start(Tag::template_) || token_.is_end(Tag::template_)) return in_head();
  if (token_.is_end(Tag::col)) return error(unexpected_end_tag);
  if (current_tag() != Tag::colgroup) return unexpected();
  pop();
  mode_ = Mode::in_table;
  if (!token_.is_end(Tag::colgroup)) process(mode_);
}

void TreeBuilder::in_table_body() {
  const Tag tag = token_.tag;
  const auto clear = [this] { clear_to({Tag::tbody, Tag::tfoot, Tag::thead}); };
  if (token_.is_start(Tag::tr)) {
    clear();
    insert_html();
    mode_ = Mode::in_row;
    return;
  }
  if (token_.is_start(Tag::td) || token_.is_start(Tag::th)) {
    error(implied_tag);
    clear();
    insert_html(Tag::tr);
    return again(Mode::in_row);
  }
  if (token_.kind == TokenKind::end_tag && is_one_of(tag, Tag::tbody, Tag::tfoot, Tag::thead)) {
    if (!in_scope(tag, Scope::table)) return error(unexpected_end_tag);
    clear();
    pop();
    mode_ = Mode::in_table;
    return;
  }
  if (token_.is_end(Tag::table) || is_start(kTablePart)) {
    if (!in_scope(Tag::tbody, Scope::table) && !in_scope(Tag::thead, Scope::table) && !in_scope(Tag::tfoot, Scope::table))
      return unexpected();
    clear();
    pop();
    return again(Mode::in_table);
  }
  if (is_end_of_outer_part()) return error(unexpected_end_tag);
  in_table();
}

void TreeBuilder::in_row() {
  const Tag tag = token_.tag;
  if (token_.is_start(Tag::td) || token_.is_start(Tag::th)) {
    clear_to({Tag::tr});
    insert_html();
    mode_ = Mode::in_cell;
    return push_marker();
  }
  const bool ends_part = token_.kind == TokenKind::end_tag && is_one_of(tag, Tag::tbody, Tag::tfoot, Tag::thead);
  const bool cuts = token_.is_end(Tag::table) || ends_part || is_start(kTablePart);
  if (token_.is_end(Tag::tr) || cuts) {
    if ((ends_part && !in_scope(tag, Scope::table)) || !in_scope(Tag::tr, Scope::table)) return unexpected();
    clear_to({Tag::tr});
    pop();
    mode_ = Mode::in_table_body;
    if (cuts) process(mode_);
    return;
  }
  if (is_end_of_outer_part()) return error(unexpected_end_tag);
  in_table();
}

// The td or th that is open, by whatever cuts it.
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
  if (token_.is_end(Tag::td) || token_.is_end(Tag::th)) {
    if (!in_scope(tag, Scope::table)) return error(unexpected_end_tag);
    close(tag);
    clear_to_marker();
    mode_ = Mode::in_row;
    return;
  }
  if (token_.kind == TokenKind::end_tag && is_one_of(tag, Tag::table, Tag::tbody, Tag::tfoot, Tag::thead, Tag::tr)) {
    if (!in_scope(tag, Scope::table)) return error(unexpected_end_tag);
    close_cell();
    return process(mode_);
  }
  if (is_end_of_outer_part()) return error(unexpected_end_tag);
  if (is_start(kTablePart)) {
    if (!in_scope(Tag::td, Scope::table) && !in_scope(Tag::th, Scope::table)) return error(unexpected_start_tag);
    close_cell();
    return process(mode_);
  }
  in_body();
}

}  // namespace golive::testing
