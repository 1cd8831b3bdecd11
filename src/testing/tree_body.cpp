// 13.2.6.4.7, the "in body" insertion mode.
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
      if (!std::ranges::all_of(token_.text, [](char c) { return detail::is_space(c); })) frameset_ok_ = false;
      return;
    case TokenKind::comment:
      return insert_comment_here();
    case TokenKind::doctype:
      return error(unexpected_doctype);
    case TokenKind::end_of_file:
      if (!template_modes_.empty()) return in_template();
      if (std::ranges::any_of(open_, [&](NodeId node) {
            return !(traits_of(html_tag(node)) & kImplied) &&
                   !is_one_of(html_tag(node), Tag::tbody, Tag::td, Tag::tfoot, Tag::th, Tag::thead, Tag::tr, Tag::body, Tag::html);
          }))
        error(eof_with_open_elements);
      stopped_ = true;
      return;
    case TokenKind::start_tag:
      return body_start_tag();
    case TokenKind::end_tag:
      return body_end_tag();
  }
}

void TreeBuilder::body_start_tag() {
  const Tag tag = token_.tag;
  if (body_start_text(tag) || body_start_block(tag) || body_start_inline(tag)) return;
  reconstruct();
  insert_html();
}

// The page's own parts, and elements whose content is text.
bool TreeBuilder::body_start_text(Tag tag) {
  switch (tag) {
    case Tag::html:
      error(unexpected_start_tag);
      if (!is_open(Tag::template_)) add_attributes(open_.front());
      return true;
    case Tag::base:
    case Tag::basefont:
    case Tag::bgsound:
    case Tag::link:
    case Tag::meta:
    case Tag::noframes:
    case Tag::script:
    case Tag::style:
    case Tag::template_:
    case Tag::title:
      in_head();
      return true;
    case Tag::body:
      error(unexpected_start_tag);
      if (open_.size() > 1 && html_tag(open_[1]) == Tag::body && !is_open(Tag::template_)) frameset_ok_ = false, add_attributes(open_[1]);
      return true;
    case Tag::frameset:
      error(unexpected_start_tag);
      if (open_.size() > 1 && html_tag(open_[1]) == Tag::body && frameset_ok_) {
        tree_.remove(open_[1]);
        open_.resize(1);
        insert_html();
        mode_ = Mode::in_frameset;
      }
      return true;
    case Tag::caption:
    case Tag::col:
    case Tag::colgroup:
    case Tag::frame:
    case Tag::head:
    case Tag::tbody:
    case Tag::td:
    case Tag::tfoot:
    case Tag::th:
    case Tag::thead:
    case Tag::tr:
      error(unexpected_start_tag);
      return true;
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
      frameset_ok_ = false;
      insert_html();
      read_text_as(TextKind::rawtext);
      return true;
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
  switch (tag) {
    case Tag::h1:
    case Tag::h2:
    case Tag::h3:
    case Tag::h4:
    case Tag::h5:
    case Tag::h6:
      close_paragraph_in_scope();
      if ((traits_of(current_tag()) & kHeading) != 0) error(closed_by_start_tag), pop();
      insert_html();
      return true;
    case Tag::address:
    case Tag::article:
    case Tag::aside:
    case Tag::blockquote:
    case Tag::center:
    case Tag::details:
    case Tag::dialog:
    case Tag::dir:
    case Tag::div:
    case Tag::dl:
    case Tag::fieldset:
    case Tag::figcaption:
    case Tag::figure:
    case Tag::footer:
    case Tag::header:
    case Tag::hgroup:
    case Tag::main:
    case Tag::menu:
    case Tag::nav:
    case Tag::ol:
    case Tag::p:
    case Tag::search:
    case Tag::section:
    case Tag::summary:
    case Tag::ul:
      close_paragraph_in_scope();
      insert_html();
      return true;
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
    const bool special =
        (traits_of(open) & kSpecial) != 0 || (tree_.at(open_[i]).ns != Namespace::html && ends_scope(open_[i], Scope::normal));
    if (special && !is_one_of(open, Tag::address, Tag::div, Tag::p)) break;
  }
  close_paragraph_in_scope();
  insert_html();
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
    case Tag::a:
      for (std::size_t i = formatting_.size(); i-- > 0;) {
        if (formatting_[i] == 0) break;
        const NodeId element = formatting_[i];
        if (tree_.at(element).tag != Tag::a) continue;
        error(closed_by_start_tag);
        adopt();
        remove_formatting(element);
        remove_open(element);
        break;
      }
      reconstruct();
      push_formatting(insert_html());
      return true;
    case Tag::nobr:
      reconstruct();
      if (in_scope(Tag::nobr)) {
        error(closed_by_start_tag);
        adopt();
        reconstruct();
      }
      push_formatting(insert_html());
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
    case Tag::input: {
      if (in_scope(Tag::select)) error(closed_by_start_tag), pop_until(Tag::select);
      reconstruct();
      const std::string_view type = attribute("type");
      insert_void();
      const bool hidden = std::ranges::equal(type, std::string_view("hidden"), [](char x, char y) { return (x | 32) == y; });
      if (!hidden) frameset_ok_ = false;
      return true;
    }
    case Tag::param:
    case Tag::source:
    case Tag::track:
      insert_void();
      return true;
    case Tag::select:
      if (context_ != 0 && html_tag(context_) == Tag::select) return error(unexpected_start_tag), true;
      if (in_scope(Tag::select)) {
        error(unexpected_start_tag);
        pop_until(Tag::select);
        return true;
      }
      reconstruct();
      insert_html();
      frameset_ok_ = false;
      return true;
    case Tag::option:
      if (in_scope(Tag::select)) {
        generate_implied_end_tags(Tag::optgroup);
        if (in_scope(Tag::option)) error(closed_by_start_tag);
      } else if (current_tag() == Tag::option) {
        pop();
      }
      reconstruct();
      insert_html();
      return true;
    case Tag::optgroup:
      if (in_scope(Tag::select)) {
        generate_implied_end_tags();
        if (in_scope(Tag::option) || in_scope(Tag::optgroup)) error(closed_by_start_tag);
      } else if (current_tag() == Tag::option) {
        pop();
      }
      reconstruct();
      insert_html();
      return true;
    case Tag::rb:
    case Tag::rtc:
      if (in_scope(Tag::ruby)) generate_implied_end_tags();
      insert_html();
      return true;
    case Tag::rp:
    case Tag::rt:
      if (in_scope(Tag::ruby)) generate_implied_end_tags(Tag::rtc);
      insert_html();
      return true;
    case Tag::math:
    case Tag::svg:
      reconstruct();
      insert_foreign(tag == Tag::svg ? Namespace::svg : Namespace::math);
      if (token_.self_closing) pop(), token_.self_closing = false;
      return true;
    default:
      if ((traits_of(tag) & kFormatting) == 0) return false;
      reconstruct();
      push_formatting(insert_html());
      return true;
  }
}

bool TreeBuilder::close_body() {
  if (!in_scope(Tag::body)) return error(unexpected_end_tag), false;
  mode_ = Mode::after_body;
  return true;
}

void TreeBuilder::body_end_tag() {
  const Tag tag = token_.tag;
  if (body_end_block(tag)) return;
  switch (tag) {
    case Tag::template_:
      return in_head();
    case Tag::body:
      return static_cast<void>(close_body());
    case Tag::html:
      if (close_body()) process(mode_);
      return;
    case Tag::p:
      if (!in_scope(Tag::p, Scope::button)) error(unexpected_end_tag), insert_html(Tag::p);
      return close_paragraph();
    case Tag::li:
      if (!in_scope(Tag::li, Scope::list_item)) return error(unexpected_end_tag);
      return close(Tag::li);
    case Tag::dd:
    case Tag::dt:
      if (!in_scope(tag)) return error(unexpected_end_tag);
      return close(tag);
    case Tag::h1:
    case Tag::h2:
    case Tag::h3:
    case Tag::h4:
    case Tag::h5:
    case Tag::h6:
      if (!heading_in_scope()) return error(unexpected_end_tag);
      generate_implied_end_tags();
      if (current_tag() != tag) error(closed_by_end_tag);
      return pop_until_heading();
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
      if ((traits_of(tag) & kFormatting) != 0 && adopt()) return;
      return any_other_end_tag();
  }
}

bool TreeBuilder::body_end_block(Tag tag) {
  switch (tag) {
    case Tag::address:
    case Tag::article:
    case Tag::aside:
    case Tag::blockquote:
    case Tag::button:
    case Tag::center:
    case Tag::details:
    case Tag::dialog:
    case Tag::dir:
    case Tag::div:
    case Tag::dl:
    case Tag::fieldset:
    case Tag::figcaption:
    case Tag::figure:
    case Tag::footer:
    case Tag::header:
    case Tag::hgroup:
    case Tag::listing:
    case Tag::main:
    case Tag::menu:
    case Tag::nav:
    case Tag::ol:
    case Tag::pre:
    case Tag::search:
    case Tag::section:
    case Tag::select:
    case Tag::summary:
    case Tag::ul:
      if (!in_scope(tag)) return error(unexpected_end_tag), true;
      generate_implied_end_tags();
      if (current_tag() != tag) error(closed_by_end_tag);
      pop_until(tag);
      return true;
    case Tag::form: {
      if (is_open(Tag::template_)) {
        if (!in_scope(Tag::form)) return error(unexpected_end_tag), true;
        close(Tag::form);
        return true;
      }
      const NodeId form = std::exchange(form_, 0);
      bool open = false;
      for (std::size_t i = open_.size(); i-- > 0;) {
        open = form != 0 && open_[i] == form;
        if (open || ends_scope(open_[i], Scope::normal)) break;
      }
      if (!open) return error(unexpected_end_tag), true;
      generate_implied_end_tags();
      if (current() != form) error(closed_by_end_tag);
      remove_open(form);
      return true;
    }
    default:
      return false;
  }
}

void TreeBuilder::any_other_end_tag() {
  for (std::size_t i = open_.size(); i-- > 0;) {
    const NodeData& node = tree_.at(open_[i]);
    const bool html = node.ns == Namespace::html;
    if (html && node.text == token_.text) {
      generate_implied_end_tags(token_.tag == Tag::unknown ? Tag::unknown : token_.tag);
      if (open_.size() > i + 1) error(closed_by_end_tag);
      open_.resize(std::max<std::size_t>(std::min(open_.size(), i), 1));
      return;
    }
    if ((html && (traits_of(node.tag) & kSpecial) != 0) || (!html && ends_scope(open_[i], Scope::normal))) return error(unexpected_end_tag);
  }
}

}  // namespace golive::testing
