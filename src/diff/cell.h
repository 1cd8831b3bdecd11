#pragma once
// What the memory holds for one slot: 8 bytes.
//   text, attribute, content, attribute set   the hash of what was written
//   node                                      nothing, an instance, a list, or the hash of raw HTML
// A cell does not own; clear() of the memory that holds it does (see InstanceMemory).
#include <cstdint>

#include "diff/hash.h"

namespace golive::diff {

class InstanceMemory;
class ListMemory;
class SharedMemory;

class Cell {
 public:
  constexpr Cell() noexcept = default;
  static Cell of_hash(Hash hash) noexcept { return Cell(hash); }
  static Cell of_raw(Hash hash) noexcept { return Cell((hash & ~kTags) | kRaw); }
  static Cell of(InstanceMemory* instance) noexcept { return Cell(reinterpret_cast<std::uintptr_t>(instance) | kInstance); }
  static Cell of(SharedMemory* shared) noexcept { return Cell(reinterpret_cast<std::uintptr_t>(shared) | kShared); }
  static Cell of(ListMemory* list) noexcept { return Cell(reinterpret_cast<std::uintptr_t>(list) | kList); }

  // Of node slots only.
  bool is_nothing() const noexcept { return bits_ == 0; }
  InstanceMemory* instance() const noexcept { return pointer<InstanceMemory>(kInstance); }
  ListMemory* list() const noexcept { return pointer<ListMemory>(kList); }
  SharedMemory* shared() const noexcept { return pointer<SharedMemory>(kShared); }

  Hash bits() const noexcept { return bits_; }
  friend bool operator==(Cell, Cell) = default;

 private:
  static constexpr Hash kTags = 7;
  static constexpr Hash kInstance = 1;
  static constexpr Hash kList = 2;
  static constexpr Hash kRaw = 3;
  static constexpr Hash kShared = 4;

  explicit constexpr Cell(Hash bits) noexcept : bits_(bits) {}
  template <class T>
  T* pointer(Hash tag) const noexcept {
    return (bits_ & kTags) == tag ? reinterpret_cast<T*>(static_cast<std::uintptr_t>(bits_ & ~kTags)) : nullptr;
  }

  Hash bits_ = 0;
};
static_assert(sizeof(Cell) == 8);

}  // namespace golive::diff
