#pragma once
// Bump memory for render trees: one reserved range of addresses, so that a part of a tree is an offset and growing never moves anything.
// Threads: one arena, one thread. Cost: an allocation is an add and a compare; memory is committed by doubling and given back when
// renders stay small for a while.
#include <cstddef>
#include <cstdint>

#include "golive/detail/api.h"

namespace golive::detail {

class GOLIVE_API Arena {
 public:
  static constexpr std::size_t kReserve = std::size_t{1} << 30;
  static constexpr std::size_t kAlign = 8;

  constexpr Arena() noexcept = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  ~Arena();

  // `size` bytes aligned to 8. Throws Error GL0001 when the reserve is used up, GL0101 on the arena that stands for "no render scope".
  void* allocate(std::size_t size) {
    char* start = align(cursor_);
    if (size > static_cast<std::size_t>(limit_ - start)) [[unlikely]] {
      grow(size);
      start = align(cursor_);
    }
    cursor_ = start + size;
    return start;
  }

  // Room for `size` bytes at cursor(), not aligned and not yet taken: take() what was written.
  char* room(std::size_t size) {
    if (size > static_cast<std::size_t>(limit_ - cursor_)) [[unlikely]]
      grow(size);
    return cursor_;
  }
  void take(std::size_t size) noexcept { cursor_ += size; }

  char* cursor() const noexcept { return cursor_; }
  std::size_t used() const noexcept { return static_cast<std::size_t>(cursor_ - base_); }
  std::size_t committed() const noexcept { return static_cast<std::size_t>(limit_ - base_); }

  std::uint32_t offset_of(const void* part) const noexcept { return static_cast<std::uint32_t>(static_cast<const char*>(part) - base_); }
  const void* at(std::uint32_t offset) const noexcept { return base_ + offset; }

  // Frees everything taken since used() was `mark`; every so often returns memory that recent renders did not need.
  void release(std::size_t mark) noexcept;

 private:
  static char* align(char* pointer) noexcept { return pointer + (-reinterpret_cast<std::uintptr_t>(pointer) & (kAlign - 1)); }
  void grow(std::size_t size);
  void reserve();
  void trim() noexcept;

  char* cursor_ = nullptr;
  char* limit_ = nullptr;  // end of what is committed
  char* base_ = nullptr;
  std::size_t reserved_ = 0;
  std::size_t peak_ = 0;     // most used at a release since the last trim
  std::size_t touched_ = 0;  // pages below this may be resident
  std::uint32_t releases_ = 0;
};

// Stands in where there is no RenderScope: has no memory, so that the ordinary limit check of allocate() also finds this mistake.
extern GOLIVE_API constinit Arena no_scope;

}  // namespace golive::detail
