#include "testing/tree_builder.h"

#include "testing/letter_case.h"

namespace golive::testing {

using enum MarkupFault;

TreeBuilder::TreeBuilder(Document& document, const ParseOptions& options)
    : tree_(document), tokenizer_(tree_.source(), tree_.memory(), tree_.errors()), options_(options) {
  tree_.set_scripting(options.scripting);
}

TextKind TreeBuilder::text_kind(Tag tag) const {
  switch (tag) {
    case Tag::title:
    case Tag::textarea:
      return TextKind::rcdata;
    case Tag::noscript:
      return options_.scripting ? TextKind::rawtext : TextKind::markup;
    case Tag::style:
    case Tag::xmp:
    case Tag::iframe:
    case Tag::noembed:
    case Tag::noframes:
      return TextKind::rawtext;
    case Tag::script:
      return TextKind::script;
    case Tag::plaintext:
      return TextKind::plaintext;
    default:
      return TextKind::markup;
  }
}

void TreeBuilder::start_fragment(std::string_view context) {
  Namespace ns = Namespace::html;
  if (context.starts_with("svg ")) ns = Namespace::svg, context.remove_prefix(4);
  if (context.starts_with("math ")) ns = Namespace::math, context.remove_prefix(5);
  const Tag tag = tag_of(lower(context));
  context_ = tree_.make_element(ns, tag, tokenizer_.keep(context), 0);
  tree_.at(1).kind = NodeKind::fragment;
  tree_.set_quirks(options_.quirks);
  open_.push_back(tree_.make_element(Namespace::html, Tag::html, "html", 0));
  tree_.insert(open_.back(), {1, 0});
  if (ns == Namespace::html) {
    if (tag == Tag::template_) template_modes_.push_back(Mode::in_template);
    if (tag == Tag::form) form_ = context_;
    tokenizer_.read_as(text_kind(tag), {});  // no end tag ends it: there was no start tag
  }
  reset_mode();
}

void TreeBuilder::run() {
  while (!stopped_) {
    tokenizer_.allow_cdata(!open_.empty() && tree_.at(adjusted_current()).ns != Namespace::html);
    token_ = tokenizer_.next();
    take();
  }
  finish();
}

// What may not come here, and is ignored or taken for something else.
void TreeBuilder::unexpected() {
  switch (token_.kind) {
    case TokenKind::doctype:
      return error(unexpected_doctype);
    case TokenKind::start_tag:
      return error(unexpected_start_tag);
    case TokenKind::end_tag:
      return error(unexpected_end_tag);
    default:
      return error(unexpected_text);
  }
}

// A fragment is what the root has; the element that stood for it goes.
void TreeBuilder::finish() {
  if (context_ == 0) return;
  const NodeId html = open_.front();
  tree_.remove(html);
  tree_.move_children(html, 1);
}

void TreeBuilder::take() {
  if (skip_newline_) {
    skip_newline_ = false;
    if (token_.kind == TokenKind::text && token_.text.starts_with('\n')) token_.text.remove_prefix(1), ++token_.at;
    if (token_.kind == TokenKind::text && token_.text.empty()) return;
  }
  if (token_.kind == TokenKind::text) return text_in_parts();
  process();
  if (token_.kind == TokenKind::start_tag && token_.self_closing) error(non_void_start_tag_with_trailing_solidus);
}

void TreeBuilder::process() {
  if (is_foreign_place()) return in_foreign();
  process(mode_);
}

// Whether white space is treated differently here, so that a text falls apart.
bool TreeBuilder::splits_text() const {
  switch (mode_) {
    case Mode::in_body:
    case Mode::text:
    case Mode::in_table:
    case Mode::in_table_text:
    case Mode::in_caption:
    case Mode::in_table_body:
    case Mode::in_row:
    case Mode::in_cell:
    case Mode::in_template:
      return false;
    default:
      return !is_foreign_place();
  }
}

void TreeBuilder::text_in_parts() {
  std::string_view rest = token_.text;
  while (!rest.empty()) {
    std::size_t size = rest.size();
    if (splits_text()) {
      const bool space = detail::is_space(rest[0]);
      size = 1;
      while (size < rest.size() && detail::is_space(rest[size]) == space) ++size;
    }
    token_.text = rest.substr(0, size);
    rest.remove_prefix(size);
    process();
    token_.at += static_cast<std::uint32_t>(size);
  }
}

void TreeBuilder::process(Mode mode) {
  switch (mode) {
    case Mode::initial:
      return initial();
    case Mode::before_html:
      return before_html();
    case Mode::before_head:
      return before_head();
    case Mode::in_head:
      return in_head();
    case Mode::in_head_noscript:
      return in_head_noscript();
    case Mode::after_head:
      return after_head();
    case Mode::in_body:
      return in_body();
    case Mode::text:
      return text_mode();
    case Mode::in_table:
      return in_table();
    case Mode::in_table_text:
      return in_table_text();
    case Mode::in_caption:
      return in_caption();
    case Mode::in_column_group:
      return in_column_group();
    case Mode::in_table_body:
      return in_table_body();
    case Mode::in_row:
      return in_row();
    case Mode::in_cell:
      return in_cell();
    case Mode::in_template:
      return in_template();
    case Mode::after_body:
      return after_body();
    case Mode::in_frameset:
      return in_frameset();
    case Mode::after_frameset:
      return after_frameset();
    case Mode::after_after_body:
      return after_after(false);
    case Mode::after_after_frameset:
      return after_after(true);
  }
}

Document parse_document(std::string_view markup, const ParseOptions& options) {
  Document document(markup);
  TreeBuilder(document, options).run();
  return document;
}

Document parse_fragment(std::string_view markup, std::string_view context, const ParseOptions& options) {
  Document document(markup);
  TreeBuilder builder(document, options);
  builder.start_fragment(context);
  builder.run();
  return document;
}

}  // namespace golive::testing
