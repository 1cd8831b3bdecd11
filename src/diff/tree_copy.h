#pragma once
// A render tree that outlives its render: a copy in one block.
#include <cstddef>
#include <memory>

#include "golive/detail/tree.h"

namespace golive::diff {

class TreeCopy {
 public:
  TreeCopy() = default;
  // `root` was rendered in full. Its versions are not copied: nothing of it is skipped later.
  explicit TreeCopy(const detail::Instance& root);

  const detail::Instance& root() const noexcept { return *root_; }
  std::size_t bytes() const noexcept { return size_; }

 private:
  std::unique_ptr<std::byte[]> block_;
  std::size_t size_ = 0;
  const detail::Instance* root_ = nullptr;
};

}  // namespace golive::diff
