// Insertion modes round the body: 13.2.6.4.1 to 6, 8 and 18 to 23.
#include "base/header_text.h"
#include "testing/tree_builder.h"

namespace golive::testing {

using enum MarkupFault;

namespace {

bool begins_with(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() && equal_ignoring_case(text.substr(0, lower.size()), lower);
}

// The standard's list of public identifiers that mean quirks; what begins alike stands once.
constexpr std::string_view kQuirky[] = {"+//silmaril//dtd html pro v0r11 19970101//",
                                        "-//as//dtd html 3.0 aswedit + extensions//",
                                        "-//advasoft ltd//dtd html 3.0 aswedit + extensions//",
                                        "-//ietf//dtd html",
                                        "-//metrius//dtd metrius presentational//",
                                        "-//microsoft//dtd internet explorer",
                                        "-//netscape comm. corp.//dtd",
                                        "-//o'reilly and associates//dtd html",
                                        "-//sq//dtd html 2.0 hotmetal + extensions//",
                                        "-//softquad software//dtd hotmetal pro 6.0::19990601::extensions to html 4.0//",
                                        "-//softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//",
                                        "-//spyglass//dtd html 2.0 extended//",
                                        "-//sun microsystems corp.//dtd hotjava",
                                        "-//w3c//dtd html 3 1995-03-24//",
                                        "-//w3c//dtd html 3.2",
                                        "-//w3c//dtd html 4.0 frameset//",
                                        "-//w3c//dtd html 4.0 transitional//",
                                        "-//w3c//dtd html experimental",
                                        "-//w3c//dtd w3 html 3.0//",
                                        "-//w3o//dtd w3 html 3.0//",
                                        "-//webtechs//dtd mozilla html"};

bool means_quirks(const Token& token) {
  if (token.force_quirks || token.text != "html") return true;
  const std::string_view id = token.public_id;
  for (const std::string_view exact : {"-//w3o//dtd w3 html strict 3.0//en//", "-/w3c/dtd html 4.0 transitional/en", "html"})
    if (equal_ignoring_case(id, exact)) return true;
  if (equal_ignoring_case(token.system_id, "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd")) return true;
  for (const std::string_view prefix : kQuirky)
    if (begins_with(id, prefix)) return true;
  return !token.has_system &&
         (begins_with(id, "-//w3c//dtd html 4.01 frameset//") || begins_with(id, "-//w3c//dtd html 4.01 transitional//"));
}

}  // namespace

void TreeBuilder::initial() {
  if (is_space()) return;
  if (token_.kind == TokenKind::comment) return insert_comment(1);
  if (token_.kind == TokenKind::doctype) {
    tree_.insert(tree_.make(NodeKind::doctype, token_.text, token_.at), {1, 0});
    tree_.set_quirks(means_quirks(token_));
    mode_ = Mode::before_html;
    return;
  }
  error(missing_doctype);
  tree_.set_quirks(true);
  again(Mode::before_html);
}

void TreeBuilder::before_html() {
  if (is_space()) return;
  if (token_.kind == TokenKind::doctype) return error(unexpected_doctype);
  if (token_.kind == TokenKind::comment) return insert_comment(1);
  const bool kept = is_one_of(token_.tag, Tag::head, Tag::body, Tag::html, Tag::br);
  if (token_.kind == TokenKind::end_tag && !kept) return error(unexpected_end_tag);
  const bool written = token_.is_start(Tag::html);
  const NodeId html = tree_.make_element(Namespace::html, Tag::html, "html", token_.at);
  if (written) tree_.set_attributes(html, token_.attributes);
  tree_.insert(html, {1, 0});
  open_.push_back(html);
  mode_ = Mode::before_head;
  if (!written) process(mode_);
}

void TreeBuilder::before_head() {
  if (is_space()) return;
  if (comment_or_doctype()) return;
  if (token_.is_start(Tag::html)) return in_body();
  if (token_.is_start(Tag::head)) {
    head_ = insert_html();
    mode_ = Mode::in_head;
    return;
  }
  const bool kept = is_one_of(token_.tag, Tag::head, Tag::body, Tag::html, Tag::br);
  if (token_.kind == TokenKind::end_tag && !kept) return error(unexpected_end_tag);
  head_ = insert_html(Tag::head);
  again(Mode::in_head);
}

void TreeBuilder::in_head() {
  if (is_space()) return insert_text(token_.text);
  if (comment_or_doctype()) return;
  if (token_.kind == TokenKind::start_tag) {
    switch (token_.tag) {
      case Tag::html:
        return in_body();
      case Tag::base:
      case Tag::basefont:
      case Tag::bgsound:
      case Tag::link:
      case Tag::meta:
        return insert_void();
      case Tag::title:
        insert_html();
        return read_text_as(TextKind::rcdata);
      case Tag::noscript:
        insert_html();
        if (options_.scripting) return read_text_as(TextKind::rawtext);
        mode_ = Mode::in_head_noscript;
        return;
      case Tag::noframes:
      case Tag::style:
        insert_html();
        return read_text_as(TextKind::rawtext);
      case Tag::script:
        insert_html();
        return read_text_as(TextKind::script);
      case Tag::template_:
        push_marker();
        frameset_ok_ = false;
        mode_ = Mode::in_template;
        template_modes_.push_back(Mode::in_template);
        insert_html();
        return;
      case Tag::head:
        return error(unexpected_start_tag);
      default:
        break;
    }
  }
  if (token_.kind == TokenKind::end_tag) {
    if (token_.tag == Tag::template_) return template_end();
    if (token_.tag == Tag::head) {
      pop();
      mode_ = Mode::after_head;
      return;
    }
    if (!is_one_of(token_.tag, Tag::body, Tag::html, Tag::br)) return error(unexpected_end_tag);
  }
  pop();
  again(Mode::after_head);
}

void TreeBuilder::template_end() {
  if (!is_open(Tag::template_)) return error(unexpected_end_tag);
  generate_all_implied_end_tags();
  if (current_tag() != Tag::template_) error(closed_by_end_tag);
  pop_until(Tag::template_);
  clear_to_marker();
  template_modes_.pop_back();
  reset_mode();
}

void TreeBuilder::in_head_noscript() {
  if (token_.kind == TokenKind::doctype) return error(unexpected_doctype);
  if (token_.is_start(Tag::html)) return in_body();
  if (token_.is_end(Tag::noscript)) {
    pop();
    mode_ = Mode::in_head;
    return;
  }
  const bool as_head = is_one_of(token_.tag, Tag::basefont, Tag::bgsound, Tag::link, Tag::meta, Tag::noframes, Tag::style);
  if (is_space() || token_.kind == TokenKind::comment || (token_.kind == TokenKind::start_tag && as_head)) return in_head();
  if (token_.kind == TokenKind::start_tag && is_one_of(token_.tag, Tag::head, Tag::noscript)) return error(unexpected_start_tag);
  if (token_.kind == TokenKind::end_tag && token_.tag != Tag::br) return error(unexpected_end_tag);
  unexpected();
  pop();
  again(Mode::in_head);
}

void TreeBuilder::after_head() {
  if (is_space()) return insert_text(token_.text);
  if (comment_or_doctype()) return;
  if (is_start(kMetadata)) {
    error(unexpected_start_tag);
    open_.push_back(head_);
    in_head();
    return remove_open(head_);
  }
  if (token_.kind == TokenKind::start_tag) {
    switch (token_.tag) {
      case Tag::html:
        return in_body();
      case Tag::body:
        insert_html();
        frameset_ok_ = false;
        mode_ = Mode::in_body;
        return;
      case Tag::frameset:
        insert_html();
        mode_ = Mode::in_frameset;
        return;
      case Tag::head:
        return error(unexpected_start_tag);
      default:
        break;
    }
  }
  if (token_.kind == TokenKind::end_tag) {
    if (token_.tag == Tag::template_) return in_head();
    if (!is_one_of(token_.tag, Tag::body, Tag::html, Tag::br)) return error(unexpected_end_tag);
  }
  insert_html(Tag::body);
  again(Mode::in_body);
}

void TreeBuilder::text_mode() {
  if (token_.kind == TokenKind::text) return insert_text(token_.text);
  if (token_.kind == TokenKind::end_of_file) {
    error(eof_with_open_elements);
    pop();
    return again(original_mode_);
  }
  pop();
  mode_ = original_mode_;
}

void TreeBuilder::in_template() {
  if (token_.kind == TokenKind::end_of_file) {
    if (!is_open(Tag::template_)) return stop();
    error(eof_with_open_elements);
    pop_until(Tag::template_);
    clear_to_marker();
    template_modes_.pop_back();
    reset_mode();
    return process(mode_);
  }
  if (is_start(kMetadata) || token_.is_end(Tag::template_)) return in_head();
  if (token_.kind == TokenKind::end_tag) return error(unexpected_end_tag);
  if (token_.kind != TokenKind::start_tag) return in_body();
  Mode mode = Mode::in_body;
  if (is_one_of(token_.tag, Tag::caption, Tag::colgroup, Tag::tbody, Tag::tfoot, Tag::thead)) mode = Mode::in_table;
  else if (token_.tag == Tag::col) mode = Mode::in_column_group;
  else if (token_.tag == Tag::tr) mode = Mode::in_table_body;
  else if (is_one_of(token_.tag, Tag::td, Tag::th)) mode = Mode::in_row;
  template_modes_.back() = mode;
  again(mode);
}

void TreeBuilder::after_body() {
  if (is_space()) return in_body();
  if (token_.kind == TokenKind::comment) return insert_comment(open_.front());
  if (token_.kind == TokenKind::doctype) return error(unexpected_doctype);
  if (token_.is_start(Tag::html)) return in_body();
  if (token_.kind == TokenKind::end_of_file) return stop();
  if (token_.is_end(Tag::html)) {
    if (context_ != 0) return error(unexpected_end_tag);
    mode_ = Mode::after_after_body;
    return;
  }
  error(content_after_body);
  again(Mode::in_body);
}

void TreeBuilder::in_frameset() {
  if (is_space()) return insert_text(token_.text);
  if (comment_or_doctype()) return;
  if (token_.kind == TokenKind::end_of_file) return stop();
  if (token_.is_start(Tag::html)) return in_body();
  if (token_.is_start(Tag::frameset)) return static_cast<void>(insert_html());
  if (token_.is_start(Tag::frame)) return insert_void();
  if (token_.is_start(Tag::noframes)) return in_head();
  if (token_.is_end(Tag::frameset) && open_.size() > 1) {
    pop();
    if (context_ == 0 && current_tag() != Tag::frameset) mode_ = Mode::after_frameset;
    return;
  }
  unexpected();
}

void TreeBuilder::after_frameset() {
  if (is_space()) return insert_text(token_.text);
  if (comment_or_doctype()) return;
  if (token_.kind == TokenKind::end_of_file) return stop();
  if (token_.is_start(Tag::html)) return in_body();
  if (token_.is_start(Tag::noframes)) return in_head();
  if (token_.is_end(Tag::html)) {
    mode_ = Mode::after_after_frameset;
    return;
  }
  unexpected();
}

void TreeBuilder::after_after(bool frameset) {
  if (token_.kind == TokenKind::comment) return insert_comment(1);
  if (token_.kind == TokenKind::doctype || is_space() || token_.is_start(Tag::html)) return in_body();
  if (token_.kind == TokenKind::end_of_file) return stop();
  if (frameset && token_.is_start(Tag::noframes)) return in_head();
  error(content_after_body);
  if (!frameset) again(Mode::in_body);
}

}  // namespace golive::testing
