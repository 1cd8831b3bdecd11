#pragma once
// The newest frames of a view that its browser has not confirmed, for the day its connection breaks.
//
// Each event of a browser says which frame it has applied last, so of a browser that is busy one frame is here. At most kBytes are kept:
// a browser that misses more gets everything. Threads: where the view's callbacks run. Costs one copy of each frame, no allocation once
// the buffer has grown to a frame.
#include <cstdint>
#include <string>
#include <string_view>

#include "base/prefetch.h"

namespace golive::live {

class SentFrames {
 public:
  static constexpr std::size_t kBytes = 4096;

  // `seq` follows that of the frame added or skipped before.
  void add(std::uint64_t seq, std::string_view frame);
  // A frame that is not kept was sent: nothing older is of use.
  void skip(std::uint64_t seq) noexcept;
  // The browser has applied everything up to `seq`.
  void confirm(std::uint64_t seq) noexcept;

  // Every frame after `seq` is here.
  bool has_all_after(std::uint64_t seq) const noexcept { return seq + 1 >= first_ && seq <= last_; }
  // Calls send(frame) for each frame after `seq`, oldest first.
  template <class Send>
  void each_after(std::uint64_t seq, Send&& send) const {
    std::string_view rest = std::string_view(frames_).substr(from_);
    for (std::uint64_t number = first_; number <= last_; ++number) {
      const std::string_view frame = take_frame(rest);
      if (number > seq) send(frame);
    }
  }
  // Where the next frame will be kept.
  void prefetch_end() const noexcept { prefetch(frames_.data() + frames_.size(), 64); }
  std::size_t heap_bytes() const noexcept { return frames_.capacity() > 15 ? frames_.capacity() : 0; }

 private:
  static std::string_view take_frame(std::string_view& rest) noexcept;
  void clear() noexcept;
  void make_room(std::size_t bytes);

  std::string frames_;       // each behind its size; from from_ on
  std::size_t from_ = 0;     // what stands before was confirmed
  std::uint64_t first_ = 1;  // number of the oldest frame here; last_ + 1: none
  std::uint64_t last_ = 0;   // number of the newest frame sent
};

}  // namespace golive::live
