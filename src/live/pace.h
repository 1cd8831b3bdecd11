#pragma once
// How far a view may run ahead of its browser: pushes that ask for a confirmation, and how many of them are on their way.
//
//     if (pace.is_open()) write(frame, pace.asks(soon));                 // `soon`: the last push was a moment ago
//     pace.sent(seq, bytes, asked);
//     pace.confirm(seq);                                                 // any message of the browser says what it has applied
//
// A push is confirmed by the browser when it has painted it, so that a slow link, a slow machine or a hidden tab slows the pushes down to
// what is taken, and what waits is the state of the component, not a queue. Rare, small pushes ask for nothing: a confirmation costs the
// server as much as a click. Threads: the view's loop. Costs 16 bytes; 72 more once a view has pushed often.
#include <cstddef>
#include <cstdint>
#include <memory>

namespace golive::live {

class Pace {
 public:
  // That asked and are on their way, at most. Two of them, with those between, are four frames: a round trip of 50 ms at 60 frames a
  // second. The bytes are half a second of a link of 20 KB/s.
  static constexpr std::size_t kFrames = 2;
  static constexpr std::size_t kBytes = 8 * 1024;
  // So much unasked, and the next frame asks, however rarely it comes: what is not confirmed is kept (sent_frames.h), and 3 KiB of it for
  // each of 5,000 viewers made a broadcast a tenth dearer, because the kernel's sockets no longer fit into the cache.
  static constexpr std::size_t kUnaskedBytes = 1024;
  // A frame so big asks by itself, an answer too.
  static constexpr std::size_t kBigFrameBytes = 4 * 1024;
  // So many pushes close behind another, and they come often.
  static constexpr std::uint32_t kInARow = 3;
  // Then every second of them asks: one confirmation says what two frames have become of.
  static constexpr std::uint32_t kApart = 2;

  bool is_open() const noexcept { return window_ == nullptr || (window_->frames < kFrames && window_->bytes < kBytes); }
  // Whether the next push shall be confirmed. `soon`: it follows the one before closely.
  bool asks(bool soon) noexcept {
    in_a_row_ = soon ? in_a_row_ + 1 : 0;
    if (in_a_row_ < kInARow && unasked_bytes_ < kUnaskedBytes) return false;
    if (in_a_row_ >= kInARow) in_a_row_ = kInARow - kApart;
    return true;
  }
  void sent(std::uint64_t seq, std::size_t bytes, bool asked);
  // The browser has applied everything up to `seq`.
  void confirm(std::uint64_t seq) noexcept;
  // Another browser, or the same on a new connection: nothing is on its way.
  void restart() noexcept;

 private:
  struct Sent {
    std::uint64_t seq;
    std::uint64_t bytes;
  };
  struct Window {
    Sent sent[kFrames];  // the oldest first
    std::size_t frames = 0;
    std::uint64_t bytes = 0;
  };
  std::unique_ptr<Window> window_;   // made when a frame asks
  std::uint32_t unasked_bytes_ = 0;  // since the last confirmation
  std::uint32_t in_a_row_ = 0;
};

}  // namespace golive::live
