#include "testing/visible_text.h"

#include "golive/detail/template_name.h"

namespace golive::testing {
namespace {

using detail::is_space;

// Their text is no text of the page, or not shown as such.
bool has_no_text(Node element) {
  if (element.ns() != Namespace::html) return false;
  return is_one_of(element.tag(), Tag::script, Tag::style, Tag::title, Tag::template_, Tag::textarea, Tag::iframe, Tag::noembed,
                   Tag::noframes) ||
         (element.tag() == Tag::noscript && element.scripting());
}

// Those that the standard's rules of rendering (15.3) give a line, a row or a cell of their own.
bool is_apart(Node element) {
  if (element.ns() != Namespace::html) return false;
  const std::uint8_t traits = traits_of(element.tag());
  if ((traits & (kHeading | kImplied)) != 0 || element.name() == "legend") return true;
  return is_one_of(element.tag(), Tag::address, Tag::article, Tag::aside, Tag::blockquote, Tag::body, Tag::br, Tag::caption, Tag::center,
                   Tag::details, Tag::dialog, Tag::dir, Tag::div, Tag::dl, Tag::fieldset, Tag::figcaption, Tag::figure, Tag::footer,
                   Tag::form, Tag::header, Tag::hgroup, Tag::hr, Tag::html, Tag::listing, Tag::main, Tag::menu, Tag::nav, Tag::ol, Tag::p,
                   Tag::plaintext, Tag::pre, Tag::search, Tag::section, Tag::summary, Tag::table, Tag::tbody, Tag::td, Tag::tfoot, Tag::th,
                   Tag::thead, Tag::tr, Tag::ul, Tag::xmp);
}

bool is_hidden(Node element) { return has_no_text(element) || (element.ns() == Namespace::html && element.attribute("hidden")); }

// Without calls into each other, however deep the page is.
class TextOf {
 public:
  explicit TextOf(Node top) {
    for (Node node = top; node;) {
      if (node.is_element() && is_hidden(node)) {
        node = leave(node, top);
        continue;
      }
      if (node.kind() == NodeKind::text) text_ += node.text();
      if (node.is_element() && is_apart(node)) text_ += ' ';
      const Node child = node.first_child();
      node = child ? child : leave(node, top);
    }
  }
  std::string take() && { return without_needless_space(text_); }

 private:
  // The next node after `node` and all that is in it; what ends on the way may be apart from what comes.
  Node leave(Node node, Node top) {
    for (; node != top; node = node.parent()) {
      if (node.is_element() && is_apart(node)) text_ += ' ';
      if (const Node next = node.next()) return next;
    }
    return {};
  }

  std::string text_;
};

}  // namespace

std::string visible_text(Node element) { return TextOf(element).take(); }

std::string without_needless_space(std::string_view text) {
  std::string out;
  bool apart = false;
  for (const char c : text) {
    if (is_space(c)) {
      apart = !out.empty();
      continue;
    }
    if (apart) out += ' ';
    apart = false;
    out += c;
  }
  return out;
}

}  // namespace golive::testing
