#include "diff/scratch.h"

#include <algorithm>

namespace golive::diff {
namespace {

constexpr std::size_t kFirstBlock = std::size_t{16} << 10;
constexpr std::size_t kLargestKept = std::size_t{4} << 20;  // a rare huge list must not hold its space for ever

std::size_t rounded(std::size_t bytes) noexcept {
  constexpr std::size_t kAlign = alignof(std::max_align_t);
  return (bytes + kAlign - 1) / kAlign * kAlign;
}

}  // namespace

Scratch& Scratch::current() noexcept {
  thread_local Scratch scratch;
  return scratch;
}

void* Scratch::take(std::size_t bytes) {
  bytes = rounded(bytes);
  while (block_ < blocks_.size() && used_ + bytes > blocks_[block_].size) {
    ++block_;
    used_ = 0;
  }
  if (block_ == blocks_.size()) {
    const std::size_t size = std::max({bytes, kFirstBlock, blocks_.empty() ? 0 : 2 * blocks_.back().size});
    blocks_.push_back({std::make_unique_for_overwrite<std::byte[]>(size), size});
  }
  void* taken = blocks_[block_].bytes.get() + used_;
  used_ += bytes;
  return taken;
}

void Scratch::release(std::size_t block, std::size_t used) noexcept {
  block_ = block;
  used_ = used;
  if (block == 0 && used == 0)
    while (blocks_.size() > 1 && blocks_.back().size > kLargestKept) blocks_.pop_back();
}

}  // namespace golive::diff
