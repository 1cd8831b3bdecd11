#pragma once
// Working space of a diff: a stack of blocks, one a thread, reused by every view of the thread.
//
//   Scratch::Frame frame;                        // gives back what is taken below
//   auto* from = frame.take<std::uint32_t>(n);   // n uninitialised elements, valid until `frame` ends
//
// Frames nest as the calls do. Only the innermost may take.
#include <cstddef>
#include <memory>
#include <type_traits>
#include <vector>

namespace golive::diff {

class Scratch {
 public:
  class Frame {
   public:
    Frame() : scratch_(current()), block_(scratch_.block_), used_(scratch_.used_) {}
    ~Frame() { scratch_.release(block_, used_); }
    Frame(const Frame&) = delete;
    Frame& operator=(const Frame&) = delete;

    template <class T>
    T* take(std::size_t count) {
      static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= alignof(std::max_align_t));
      return static_cast<T*>(scratch_.take(count * sizeof(T)));
    }

   private:
    Scratch& scratch_;
    std::size_t block_;
    std::size_t used_;
  };

 private:
  struct Block {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size;
  };

  static Scratch& current() noexcept;
  void* take(std::size_t bytes);
  void release(std::size_t block, std::size_t used) noexcept;

  std::vector<Block> blocks_;
  std::size_t block_ = 0;  // the one in use
  std::size_t used_ = 0;   // bytes of it
};

}  // namespace golive::diff
