#pragma once
// What one view remembers of a shared part: which snapshot of it the browser has.
#include <memory>
#include <utility>

#include "diff/shared_part.h"

namespace golive::diff {

class SharedMemory {
 public:
  // The browser has the newest.
  explicit SharedMemory(SharedPart& part) : part_(part.shared_from_this()), snapshot_(&part.newest()) { part.enter(*snapshot_); }
  ~SharedMemory() { part_->leave(*snapshot_); }
  SharedMemory(const SharedMemory&) = delete;
  SharedMemory& operator=(const SharedMemory&) = delete;

  bool is_of(const detail::SharedPart& part) const noexcept { return part_.get() == &part; }
  std::uint64_t digest() const { return part_->digest(*snapshot_); }
  // Brings the browser to the newest; nullptr if it shows that already.
  const Encoded* advance(Form form) {
    const Encoded* const change = part_->change(*snapshot_, form);
    SharedPart::Snapshot& newest = part_->newest();
    part_->enter(newest);
    part_->leave(*std::exchange(snapshot_, &newest));
    return change;
  }

 private:
  std::shared_ptr<SharedPart> part_;
  SharedPart::Snapshot* snapshot_;  // of the part
};

}  // namespace golive::diff
