// 13.2.6.4.7, the adoption agency algorithm: <b><p></b> ends the b and begins another in the p.
#include <algorithm>

#include "testing/tree_builder.h"

namespace golive::testing {

using enum MarkupFault;

bool TreeBuilder::adopt() {
  const Tag tag = token_.tag;
  if (current_tag() == tag && std::ranges::find(formatting_, current()) == formatting_.end()) {
    pop();
    return true;
  }
  for (int outer = 0; outer < 8; ++outer) {
    const NodeId element = formatting_since_marker(tag);
    if (element == 0) return outer > 0;
    if (!is_adopted_element(element)) return true;
    const auto index = static_cast<std::size_t>(std::ranges::find(open_, element) - open_.begin());
    const std::size_t block = furthest_block(index);
    if (block == open_.size()) {
      open_.resize(index);
      remove_formatting(element);
      return true;
    }
    adopt_block(index, block);
  }
  return true;
}

// Open and in scope; else its end tag does nothing more.
bool TreeBuilder::is_adopted_element(NodeId element) {
  if (std::ranges::find(open_, element) == open_.end()) {
    error(unexpected_end_tag);
    remove_formatting(element);
    return false;
  }
  for (std::size_t i = open_.size(); open_[--i] != element;) {
    if (!ends_scope(open_[i], Scope::normal)) continue;
    error(unexpected_end_tag);
    return false;
  }
  if (element != current()) error(misnested_formatting);
  return true;
}

// The outermost special element inside; open_.size(): there is none.
std::size_t TreeBuilder::furthest_block(std::size_t index) const {
  do ++index;
  while (index < open_.size() && !is_special(open_[index]));
  return index;
}

// The block leaves the formatting element, and what it has is formatted by a copy of it.
void TreeBuilder::adopt_block(std::size_t index, std::size_t block_index) {
  const NodeId element = open_[index];
  const NodeId block = open_[block_index];
  const NodeId ancestor = open_[index - 1];
  auto bookmark = static_cast<std::size_t>(std::ranges::find(formatting_, element) - formatting_.begin());
  const NodeId outermost = copy_between(element, block_index, bookmark);
  tree_.remove(outermost);
  tree_.insert(outermost, place_for(ancestor));
  const NodeId copy = tree_.copy_element(element);
  tree_.move_children(block, copy);
  tree_.insert(copy, {block, 0});
  const auto old = static_cast<std::size_t>(std::ranges::find(formatting_, element) - formatting_.begin());
  formatting_.insert(formatting_.begin() + static_cast<std::ptrdiff_t>(bookmark), copy);
  formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(old + (bookmark <= old ? 1 : 0)));
  remove_open(element);
  open_.insert(std::ranges::find(open_, block) + 1, copy);
}

// Of the elements between the block and `element` the formatting ones, three at most, are copied round the block; the others are closed.
// Returns the outermost copy, or the block. `bookmark`: where the copy of `element` goes in the list.
NodeId TreeBuilder::copy_between(NodeId element, std::size_t block_index, std::size_t& bookmark) {
  const NodeId block = open_[block_index];
  NodeId last = block;
  for (std::size_t inner = 1, at = block_index; open_[--at] != element; ++inner) {
    auto listed = std::ranges::find(formatting_, open_[at]);
    if (inner > 3 && listed != formatting_.end()) {
      if (static_cast<std::size_t>(listed - formatting_.begin()) < bookmark) --bookmark;
      formatting_.erase(listed);
      listed = formatting_.end();
    }
    if (listed == formatting_.end()) {
      open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(at));
      continue;
    }
    const NodeId copy = tree_.copy_element(open_[at]);
    *listed = copy;
    open_[at] = copy;
    if (last == block) bookmark = static_cast<std::size_t>(listed - formatting_.begin()) + 1;
    tree_.remove(last);
    tree_.insert(last, {copy, 0});
    last = copy;
  }
  return last;
}

}  // namespace golive::testing
