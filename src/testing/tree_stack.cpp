#include <algorithm>

#include "testing/tree_builder.h"

namespace golive::testing {

using enum MarkupFault;

namespace {
constexpr std::size_t kMostFormatting = 64;
}

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
  return in_scope_if([&](NodeId node) { return (traits_of(html_tag(node)) & kHeading) != 0; }, Scope::normal);
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
    if ((traits_of(popped) & kHeading) != 0) return;
  }
}

void TreeBuilder::remove_open(NodeId node) {
  const auto found = std::find(open_.rbegin(), open_.rend(), node);
  if (found != open_.rend()) open_.erase(std::next(found).base());
}

void TreeBuilder::generate_implied_end_tags(Tag but) {
  while ((traits_of(current_tag()) & kImplied) != 0 && current_tag() != but) pop();
}

void TreeBuilder::generate_all_implied_end_tags() {
  while ((traits_of(current_tag()) & kImplied) != 0 ||
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
  formatting_.push_back(element);
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

bool TreeBuilder::adopt() {
  const Tag tag = token_.tag;
  if (current_tag() == tag && std::ranges::find(formatting_, current()) == formatting_.end()) {
    pop();
    return true;
  }
  for (int outer = 0; outer < 8; ++outer) {
    NodeId element = 0;
    for (std::size_t i = formatting_.size(); i-- > 0;) {
      if (formatting_[i] == 0) break;
      if (tree_.at(formatting_[i]).tag != tag) continue;
      element = formatting_[i];
      break;
    }
    if (element == 0) return outer > 0;
    const auto opened = std::ranges::find(open_, element);
    if (opened == open_.end()) {
      error(unexpected_end_tag);
      remove_formatting(element);
      return true;
    }
    if (!in_scope_if([&](NodeId node) { return node == element; }, Scope::normal)) {
      error(unexpected_end_tag);
      return true;
    }
    if (element != current()) error(misnested_formatting);
    const auto index = static_cast<std::size_t>(opened - open_.begin());
    const auto is_special = [&](NodeId node) {
      return (traits_of(html_tag(node)) & kSpecial) != 0 || (tree_.at(node).ns != Namespace::html && ends_scope(node, Scope::normal));
    };
    std::size_t block_index = index + 1;
    while (block_index < open_.size() && !is_special(open_[block_index])) ++block_index;
    if (block_index == open_.size()) {
      open_.resize(index);
      remove_formatting(element);
      return true;
    }
    const NodeId block = open_[block_index];
    const NodeId ancestor = open_[index - 1];
    auto bookmark = static_cast<std::size_t>(std::ranges::find(formatting_, element) - formatting_.begin());
    NodeId last = block;
    std::size_t at = block_index;
    for (int inner = 1;; ++inner) {
      NodeId node = open_[--at];
      if (node == element) break;
      auto listed = std::ranges::find(formatting_, node);
      if (inner > 3 && listed != formatting_.end()) {
        if (static_cast<std::size_t>(listed - formatting_.begin()) < bookmark) --bookmark;
        formatting_.erase(listed);
        listed = formatting_.end();
      }
      if (listed == formatting_.end()) {
        open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(at));
        continue;
      }
      const NodeId copy = tree_.copy_element(node);
      *listed = copy;
      open_[at] = copy;
      node = copy;
      if (last == block) bookmark = static_cast<std::size_t>(listed - formatting_.begin()) + 1;
      tree_.remove(last);
      tree_.insert(last, {node, 0});
      last = node;
    }
    tree_.remove(last);
    tree_.insert(last, place_for(ancestor));
    const NodeId copy = tree_.copy_element(element);
    tree_.move_children(block, copy);
    tree_.insert(copy, {block, 0});
    const auto old = static_cast<std::size_t>(std::ranges::find(formatting_, element) - formatting_.begin());
    formatting_.insert(formatting_.begin() + static_cast<std::ptrdiff_t>(bookmark), copy);
    formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(old + (bookmark <= old ? 1 : 0)));
    remove_open(element);
    const auto below = std::ranges::find(open_, block);
    open_.insert(below + 1, copy);
  }
  return true;
}

}  // namespace golive::testing
