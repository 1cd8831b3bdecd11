#include <algorithm>

#include "base/header_text.h"
#include "golive/detail/template_name.h"
#include "testing/tree_builder.h"

namespace golive::testing {

using enum MarkupFault;

namespace {

constexpr std::size_t kDeepest = 512;
constexpr std::size_t kMostOpen = 1024;

std::uint64_t key_of(std::string_view name) { return detail::name_key(name.data(), static_cast<std::uint32_t>(name.size())); }

// Names the parser spells otherwise in SVG and MathML.
std::string_view adjusted(std::string_view spelling, std::string_view name) {
  return equal_ignoring_case(spelling, name) ? spelling : name;
}

}  // namespace

// "The appropriate place for inserting a node".
Place TreeBuilder::place_for(NodeId target) const {
  const auto inside = [this](NodeId parent) { return Place{tree_.at(parent).content != 0 ? tree_.at(parent).content : parent, 0}; };
  if (!foster_ || !is_one_of(html_tag(target), Tag::table, Tag::tbody, Tag::tfoot, Tag::thead, Tag::tr)) return inside(target);
  for (std::size_t i = open_.size(); i-- > 0;) {
    const Tag tag = html_tag(open_[i]);
    if (tag == Tag::template_) return inside(open_[i]);
    if (tag != Tag::table) continue;
    if (tree_.at(open_[i]).parent != 0) return {tree_.at(open_[i]).parent, open_[i]};
    return inside(open_[i - 1]);
  }
  return inside(open_.front());
}

void TreeBuilder::push(NodeId element) {
  if (open_.size() >= kMostOpen) {
    error(too_deep);
    pop();
  }
  open_.push_back(element);
}

// Beside the current element where pages do not nest any deeper.
void TreeBuilder::insert_element(NodeId element) {
  Place where = place();
  if (open_.size() > kDeepest && where.before == 0 && tree_.at(where.parent).parent != 0) where.parent = tree_.at(where.parent).parent;
  tree_.insert(element, where);
  push(element);
}

NodeId TreeBuilder::insert_html() {
  const NodeId element = tree_.make_element(Namespace::html, token_.tag, token_.text, token_.at);
  tree_.set_attributes(element, token_.attributes);
  insert_element(element);
  return element;
}

// One that was not written.
NodeId TreeBuilder::insert_html(Tag tag) {
  const NodeId element = tree_.make_element(Namespace::html, tag, name_of(tag), token_.at);
  tree_.insert(element, place());
  push(element);
  return element;
}

NodeId TreeBuilder::insert_foreign(Namespace ns) {
  std::string_view name = token_.text;
  if (ns == Namespace::svg) name = adjusted(detail::svg_element_spelling(key_of(name)), name);
  const NodeId element = tree_.make_element(ns, token_.tag, name, token_.at);
  for (Attribute& each : token_.attributes) {
    if ((each.name == "definitionurl") != (ns == Namespace::math)) continue;
    each.name = adjusted(detail::foreign_attribute_spelling(key_of(each.name)), each.name);
  }
  tree_.set_attributes(element, token_.attributes);
  insert_element(element);
  return element;
}

void TreeBuilder::insert_void() {
  insert_html();
  pop();
  token_.self_closing = false;
}

void TreeBuilder::insert_text(std::string_view text) {
  const Place where = place();
  if (!text.empty()) tree_.insert_text(text, where, token_.at);
}

void TreeBuilder::insert_comment(NodeId parent) { tree_.insert(tree_.make(NodeKind::comment, token_.text, token_.at), {parent, 0}); }

void TreeBuilder::insert_comment_here() { tree_.insert(tree_.make(NodeKind::comment, token_.text, token_.at), place()); }

// What most insertion modes do with these, if it is one.
bool TreeBuilder::comment_or_doctype() {
  if (token_.kind == TokenKind::doctype) error(unexpected_doctype);
  else if (token_.kind == TokenKind::comment) insert_comment_here();
  else return false;
  return true;
}

void TreeBuilder::read_text_as(TextKind kind) {
  tokenizer_.read_as(kind, token_.text);
  original_mode_ = mode_;
  mode_ = Mode::text;
}

// Those of a second <html> or <body>, as far as they are new.
void TreeBuilder::add_attributes(NodeId element) {
  const NodeData& data = tree_.at(element);
  std::vector<Attribute> all(data.attributes, data.attributes + data.attribute_count);
  const std::size_t before = all.size();
  for (const Attribute& each : token_.attributes)
    if (std::ranges::find(all, each.name, &Attribute::name) == all.end()) all.push_back(each);
  if (all.size() != before) tree_.set_attributes(element, all);
}

std::string_view TreeBuilder::attribute(std::string_view name) const {
  const auto found = std::ranges::find(token_.attributes, name, &Attribute::name);
  return found == token_.attributes.end() ? std::string_view() : found->value;
}

}  // namespace golive::testing
