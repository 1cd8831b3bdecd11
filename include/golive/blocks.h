#pragma once
// Blocks<T>: a long list that knows which of its rows changed, so that a change costs the same in a thousand rows and in a million.
//
//     struct Orders {
//       Blocks<Order> orders;
//       void fill(std::size_t row) { orders.edit(row).filled = true; }
//       Html render() const {
//         return HTML(R"(<table><tbody>{}</tbody></table>)", each(orders, &Order::id, [](const Order& order) {
//           return HTML(R"(<tr hidden={order.filled}><td>{order.name}</td></tr>)", order.filled, order.name);
//         }));
//       }
//     };
//
// Of a std::vector each() must look at every row, versions or not. Here it looks at blocks of 256 rows, and into those only in which
// something was changed. A row's function must depend on the row alone: it is not called while the row was not edited.
//
// A row stays in its block for as long as it lives, so what a browser shows of it stays too. Rows put at either end begin new blocks; those
// put between others make a block longer. Keys are unique in the whole list. Finding the place of row N takes a step a block.
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>
#include <vector>

#include "golive/html.h"
#include "golive/shared.h"

namespace golive {
namespace detail {

template <class T>
struct BlockRow {
  T value;
  Version version = {};
};

template <class T>
struct Block {
  std::int64_t key;
  Version version = {};
  std::vector<BlockRow<T>> rows = {};
};

}  // namespace detail

template <class T>
class Blocks {
 public:
  using value_type = T;
  static constexpr std::size_t kBlock = 256;

  class const_iterator {
   public:
    const_iterator(const detail::Block<T>* block, std::size_t row) : block_(block), row_(row) {}
    const T& operator*() const { return block_->rows[row_].value; }
    const T* operator->() const { return &**this; }
    const_iterator& operator++() {
      if (++row_ == block_->rows.size()) {
        ++block_;
        row_ = 0;
      }
      return *this;
    }
    friend bool operator==(const const_iterator&, const const_iterator&) = default;

   private:
    const detail::Block<T>* block_;
    std::size_t row_;
  };

  std::size_t size() const noexcept { return size_; }
  bool empty() const noexcept { return size_ == 0; }
  const_iterator begin() const { return {blocks_.data(), 0}; }
  const_iterator end() const { return {blocks_.data() + blocks_.size(), 0}; }
  const T& operator[](std::size_t row) const {
    const auto [block, at] = find(row);
    return blocks_[block].rows[at].value;
  }

  // The row, to be changed before the next render.
  T& edit(std::size_t row) {
    const auto [block, at] = find(row);
    detail::BlockRow<T>& found = blocks_[block].rows[at];
    found.version.touch();
    blocks_[block].version = found.version;
    return found.value;
  }
  // `row` at most size().
  void insert(std::size_t row, T value) {
    if (row == 0) {
      if (blocks_.empty() || blocks_.front().rows.size() >= kBlock) blocks_.insert(blocks_.begin(), {--first_key_});
      put(0, 0, std::move(value));
    } else {
      // After the row before, so that a block's end is not another's beginning.
      const auto [block, at] = find(row - 1);
      const bool at_end = row == size_ && blocks_[block].rows.size() >= kBlock;
      if (at_end) blocks_.push_back({next_key_++});
      put(at_end ? block + 1 : block, at_end ? 0 : at + 1, std::move(value));
    }
  }
  void push_back(T value) { insert(size_, std::move(value)); }
  void erase(std::size_t row) {
    const auto [block, at] = find(row);
    std::vector<detail::BlockRow<T>>& rows = blocks_[block].rows;
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(at));
    blocks_[block].version.touch();
    if (rows.empty()) blocks_.erase(blocks_.begin() + static_cast<std::ptrdiff_t>(block));
    --size_;
  }
  void clear() { *this = {}; }

  const std::vector<detail::Block<T>>& blocks() const noexcept { return blocks_; }

 private:
  struct Place {
    std::size_t block, row;
  };
  Place find(std::size_t row) const {
    std::size_t block = 0;
    for (; row >= blocks_[block].rows.size(); ++block) row -= blocks_[block].rows.size();
    return {block, row};
  }
  void put(std::size_t block, std::size_t at, T value) {
    std::vector<detail::BlockRow<T>>& rows = blocks_[block].rows;
    rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(at), {std::move(value)});
    blocks_[block].version.touch();
    ++size_;
  }

  std::vector<detail::Block<T>> blocks_;  // none is empty
  std::size_t size_ = 0;
  std::int64_t first_key_ = 0;
  std::int64_t next_key_ = 0;
};

namespace detail {
template <class T>
inline constexpr bool is_blocks = false;
template <class T>
inline constexpr bool is_blocks<Blocks<T>> = true;
}  // namespace detail

// each(blocks, key, fn): as of any list (golive/each.h), without asking for versions.
template <class Range, class Key, class Fn>
requires detail::is_blocks<std::remove_cvref_t<Range>> Html each(Range&& range, Key key, Fn fn) {
  using T = typename std::remove_cvref_t<Range>::value_type;
  using Block = detail::Block<T>;
  using Row = detail::BlockRow<T>;
  const auto version = [](const auto& part) { return part.version.number(); };
  return each(range.blocks(), &Block::key, version, [&](const Block& block) {
    const Html rows = each(
        block.rows, [&](const Row& row) -> decltype(auto) { return detail::project(key, row.value); }, version,
        [&](const Row& row) { return detail::to_node(detail::project(fn, row.value)); });
    return GOLIVE_HTML("{rows}", rows);
  });
}

}  // namespace golive
