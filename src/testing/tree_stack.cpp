#include <algorithm>

#include "testing/tree_builder.h"

namespace golive::testing {

using enum MarkupFault;

namespace {
constexpr std::size_t kMostFormatting = 64;
constexpr std::size_t kMostListed = 2048;
}  // namespace

Tag TreeBuilder::html_tag(NodeId node) const {
  const NodeData& data = tree_.at(node);
  return data.kind == NodeKind::element && data.ns == Namespace::html ? data.tag : Tag::unknown;
}

bool TreeBuilder::is_open(Tag tag) const {
  return std::ranges::any_of(open_, [&](NodeId node) { return html_tag(node) == tag; });
}

bool TreeBuilder::ends_scope(NodeId node, Scope scope) const {
  const NodeData& data = tree_.at(node);
  if (data.ns == Namespace::html) {
    if (is_one_of(data.tag, Tag::html, Tag::table, Tag::template_)) return true;
    if (scope == Scope::table) return false;
    if (scope == Scope::button && data.tag == Tag::button) return true;
    if (scope == Scope::list_item && is_one_of(data.tag, Tag::ol, Tag::ul)) return true;
    return is_one_of(data.tag, Tag::applet, Tag::caption, Tag::td, Tag::th, Tag::marquee, Tag::object, Tag::select);
  }
  if (scope == Scope::table) return false;
  if (data.ns == Namespace::math) return is_one_of(data.tag, Tag::mi, Tag::mo, Tag::mn, Tag::ms, Tag::mtext, Tag::annotation_xml);
  return is_one_of(data.tag, Tag::foreign_object, Tag::desc, Tag::title);
}

bool TreeBuilder::is_special(NodeId node) const {
  return tree_.at(node).ns == Namespace::html ? has(tree_.at(node).tag, kSpecial) : ends_scope(node, Scope::normal);
}

template <class Wanted>
bool TreeBuilder::in_scope_if(Wanted wanted, Scope scope) const {
  for (auto node = open_.rbegin(); node != open_.rend(); ++node) {
    if (wanted(*node)) return true;
    if (ends_scope(*node, scope)) return false;
  }
  return false;
}

bool TreeBuilder::in_scope(Tag tag, Scope scope) const {
  return in_scope_if([&](NodeId node) { return html_tag(node) == tag; }, scope);
}

bool TreeBuilder::heading_in_scope() const {
  return in_scope_if([&](NodeId node) { return has(html_tag(node), kHeading); }, Scope::normal);
}

void TreeBuilder::pop_until(Tag tag) {
  while (open_.size() > 1) {
    const Tag popped = current_tag();
    pop();
    if (popped == tag) return;
  }
}

void TreeBuilder::pop_until_heading() {
  while (open_.size() > 1) {
    const Tag popped = current_tag();
    pop();
    if (has(popped, kHeading)) return;
  }
}

void TreeBuilder::remove_open(NodeId node) {
  const auto found = std::find(open_.rbegin(), open_.rend(), node);
  if (found != open_.rend()) open_.erase(std::next(found).base());
}

void TreeBuilder::generate_implied_end_tags(Tag but) {
  while (has(current_tag(), kImplied) && current_tag() != but) pop();
}

void TreeBuilder::generate_all_implied_end_tags() {
  while (has(current_tag(), kImplied) ||
         is_one_of(current_tag(), Tag::caption, Tag::colgroup, Tag::tbody, Tag::td, Tag::tfoot, Tag::th, Tag::thead, Tag::tr))
    pop();
}

// An element in scope, with what is open inside.
void TreeBuilder::close(Tag tag) {
  generate_implied_end_tags(tag);
  if (current_tag() != tag) error(closed_by_end_tag);
  pop_until(tag);
}

void TreeBuilder::close_paragraph() { close(Tag::p); }

void TreeBuilder::close_paragraph_in_scope() {
  if (in_scope(Tag::p, Scope::button)) close_paragraph();
}

void TreeBuilder::reset_mode() {
  for (std::size_t i = open_.size(); i-- > 0;) {
    const bool last = i == 0;
    const NodeId node = last && context_ != 0 ? context_ : open_[i];
    switch (html_tag(node)) {
      case Tag::td:
      case Tag::th:
        if (last) break;
        mode_ = Mode::in_cell;
        return;
      case Tag::tr:
        mode_ = Mode::in_row;
        return;
      case Tag::tbody:
      case Tag::thead:
      case Tag::tfoot:
        mode_ = Mode::in_table_body;
        return;
      case Tag::caption:
        mode_ = Mode::in_caption;
        return;
      case Tag::colgroup:
        mode_ = Mode::in_column_group;
        return;
      case Tag::table:
        mode_ = Mode::in_table;
        return;
      case Tag::template_:
        mode_ = template_modes_.back();
        return;
      case Tag::head:
        if (last) break;
        mode_ = Mode::in_head;
        return;
      case Tag::body:
        mode_ = Mode::in_body;
        return;
      case Tag::frameset:
        mode_ = Mode::in_frameset;
        return;
      case Tag::html:
        mode_ = head_ == 0 ? Mode::before_head : Mode::after_head;
        return;
      default:
        break;
    }
  }
  mode_ = Mode::in_body;
}

// Three equal ones at most: "Noah's Ark clause".
void TreeBuilder::push_formatting(NodeId element) {
  const NodeData& made = tree_.at(element);
  const std::span<const Attribute> attributes(made.attributes, made.attribute_count);
  int equal = 0;
  std::size_t since_marker = 0;
  std::size_t earliest = 0;
  std::size_t first = formatting_.size();
  for (std::size_t i = formatting_.size(); i-- > 0;) {
    if (formatting_[i] == 0) break;
    const NodeData& other = tree_.at(formatting_[i]);
    ++since_marker;
    first = i;
    if (other.tag != made.tag || other.attribute_count != made.attribute_count) continue;
    const std::span<const Attribute> others(other.attributes, other.attribute_count);
    const bool same = std::ranges::all_of(attributes, [&](const Attribute& each) {
      return std::ranges::any_of(others, [&](const Attribute& one) { return one.name == each.name && one.value == each.value; });
    });
    if (same) ++equal, earliest = i;
  }
  if (equal >= 3) formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(earliest));
  else if (since_marker >= kMostFormatting) formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(first));
  list_formatting(element);
}

// A marker stays when its element is closed by the end of another, or is one too deep: of so many the oldest are not come back to.
void TreeBuilder::list_formatting(NodeId entry) {
  if (formatting_.size() >= kMostListed) formatting_.erase(formatting_.begin(), formatting_.begin() + kMostListed / 2);
  formatting_.push_back(entry);
}

void TreeBuilder::clear_to_marker() {
  while (!formatting_.empty()) {
    const NodeId last = formatting_.back();
    formatting_.pop_back();
    if (last == 0) return;
  }
}

void TreeBuilder::remove_formatting(NodeId element) { std::erase(formatting_, element); }

void TreeBuilder::reconstruct() {
  const auto is_done = [&](NodeId entry) { return entry == 0 || std::find(open_.rbegin(), open_.rend(), entry) != open_.rend(); };
  if (formatting_.empty() || is_done(formatting_.back())) return;
  std::size_t first = formatting_.size() - 1;
  while (first > 0 && !is_done(formatting_[first - 1])) --first;
  for (std::size_t i = first; i < formatting_.size(); ++i) {
    const NodeId copy = tree_.copy_element(formatting_[i]);
    tree_.insert(copy, place());
    push(copy);
    formatting_[i] = copy;
  }
}

// The last of this name since the last marker; 0: there is none.
NodeId TreeBuilder::formatting_since_marker(Tag tag) const {
  for (auto each = formatting_.rbegin(); each != formatting_.rend() && *each != 0; ++each) {
    if (tree_.at(*each).tag == tag) return *each;
  }
  return 0;
}

}  // namespace golive::testing
