#pragma once
// 13.2.6, Tree construction: tags and texts to a tree.
#include <algorithm>
#include <string_view>
#include <vector>

#include "golive/detail/template_name.h"
#include "testing/parse.h"
#include "testing/tokenizer.h"
#include "testing/tree_writer.h"

namespace golive::testing {

inline bool is_blank(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return detail::is_space(c); });
}

class TreeBuilder {
 public:
  TreeBuilder(Document& document, const ParseOptions& options);
  void start_fragment(std::string_view context);
  void run();

 private:
  enum class Mode : std::uint8_t {
    initial,
    before_html,
    before_head,
    in_head,
    in_head_noscript,
    after_head,
    in_body,
    text,
    in_table,
    in_table_text,
    in_caption,
    in_column_group,
    in_table_body,
    in_row,
    in_cell,
    in_template,
    after_body,
    in_frameset,
    after_frameset,
    after_after_body,
    after_after_frameset
  };
  enum class Scope : std::uint8_t { normal, list_item, button, table };

  // tree_builder.cpp
  TextKind text_kind(Tag tag) const;
  void take();
  void process();
  void process(Mode mode);
  bool splits_text() const;
  void text_in_parts();
  bool is_space() const { return token_.kind == TokenKind::text && detail::is_space(token_.text[0]); }
  bool is_end(TagTraits trait) const { return token_.kind == TokenKind::end_tag && has(token_.tag, trait); }
  bool is_start(TagTraits trait) const { return token_.kind == TokenKind::start_tag && has(token_.tag, trait); }
  void error(MarkupFault fault) { tokenizer_.error(fault, token_.at, token_.text_is_name() ? token_.text : std::string_view()); }
  void unexpected();
  void again(Mode mode) { mode_ = mode, process(mode); }
  void stop() { stopped_ = true; }
  void finish();

  // tree_stack.cpp: the stack of open elements and the list of formatting elements
  NodeId current() const { return open_.back(); }
  Tag html_tag(NodeId node) const;
  Tag current_tag() const { return html_tag(current()); }
  bool is_open(Tag tag) const;
  template <class Wanted>
  bool in_scope_if(Wanted wanted, Scope scope) const;
  bool in_scope(Tag tag, Scope scope = Scope::normal) const;
  bool heading_in_scope() const;
  bool ends_scope(NodeId node, Scope scope) const;
  bool is_special(NodeId node) const;
  void pop() { open_.pop_back(); }
  void pop_until(Tag tag);
  void pop_until_heading();
  void remove_open(NodeId node);
  void generate_implied_end_tags(Tag but = Tag::unknown);
  void generate_all_implied_end_tags();
  void close(Tag tag);
  void close_paragraph();
  void close_paragraph_in_scope();
  void reset_mode();
  void push_formatting(NodeId element);
  void push_marker() { list_formatting(0); }
  void list_formatting(NodeId entry);
  void clear_to_marker();
  void reconstruct();
  void remove_formatting(NodeId element);
  NodeId formatting_since_marker(Tag tag) const;

  // tree_adopt.cpp
  bool adopt();  // false: take it for any other end tag
  bool is_adopted_element(NodeId element);
  std::size_t furthest_block(std::size_t index) const;
  void adopt_block(std::size_t index, std::size_t block_index);
  NodeId copy_between(NodeId element, std::size_t block_index, std::size_t& bookmark);

  // tree_insert.cpp
  Place place_for(NodeId target) const;
  Place place() const { return place_for(current()); }
  void push(NodeId element);
  void insert_element(NodeId element);
  NodeId insert_html();
  NodeId insert_html(Tag tag);
  NodeId insert_foreign(Namespace ns);
  void insert_void();
  void insert_text(std::string_view text);
  void insert_comment(NodeId parent);
  void insert_comment_here();
  bool comment_or_doctype();
  void read_text_as(TextKind kind);
  void add_attributes(NodeId element);
  std::string_view attribute(std::string_view name) const;

  // tree_head.cpp
  void initial();
  void before_html();
  void before_head();
  void in_head();
  void in_head_noscript();
  void after_head();
  void template_end();
  void in_template();
  void after_body();
  void in_frameset();
  void after_frameset();
  void after_after(bool frameset);
  void text_mode();

  // tree_body.cpp
  void in_body();
  void body_end_of_file();
  void body_end_tag();
  void body_end_block();
  void body_end_form();
  void any_other_end_tag();
  bool close_body();

  // tree_start.cpp
  void body_start_tag();
  bool body_start_page(Tag tag);
  bool body_start_text(Tag tag);
  bool body_start_block(Tag tag);
  bool body_start_formatting(Tag tag);
  bool body_start_inline(Tag tag);
  bool body_start_select(Tag tag);
  bool body_start_ruby(Tag tag);
  void list_item_start(Tag tag);
  void input_start();
  bool is_hidden_input() const;

  // tree_table.cpp
  void in_table();
  void in_table_start_tag();
  void in_table_end_tag();
  void in_table_text();
  void flush_table_text();
  void in_table_otherwise();
  void in_caption();
  void in_column_group();
  void in_table_body();
  void in_row();
  void in_cell();
  void close_cell();
  bool is_end_of_outer_part() const;
  void clear_to(std::initializer_list<Tag> tags);

  // tree_foreign.cpp
  bool is_foreign_place() const;
  bool is_html_point(NodeId node) const;
  bool is_mathml_text(NodeId node) const;
  void in_foreign();
  void foreign_end_tag();
  NodeId adjusted_current() const { return context_ != 0 && open_.size() == 1 ? context_ : current(); }

  TreeWriter tree_;
  Tokenizer tokenizer_;
  Token token_;
  ParseOptions options_;
  Mode mode_ = Mode::initial;
  Mode original_mode_ = Mode::initial;
  std::vector<Mode> template_modes_;
  std::vector<NodeId> open_;
  std::vector<NodeId> formatting_;  // 0: a marker
  NodeId head_ = 0;
  NodeId form_ = 0;
  NodeId context_ = 0;
  bool frameset_ok_ = true;
  bool foster_ = false;
  bool skip_newline_ = false;
  bool stopped_ = false;
  struct TableText {
    std::string_view text;
    std::uint32_t at;
  };
  std::vector<TableText> table_text_;
};

}  // namespace golive::testing
