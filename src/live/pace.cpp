#include "live/pace.h"

#include <algorithm>
#include <limits>

namespace golive::live {

void Pace::sent(std::uint64_t seq, std::size_t bytes, bool asked) {
  constexpr std::uint32_t kEnough = std::numeric_limits<std::uint32_t>::max() / 2;
  unasked_bytes_ += static_cast<std::uint32_t>(std::min<std::size_t>(bytes, kEnough - std::min(unasked_bytes_, kEnough)));
  if (!asked) return;
  if (window_ == nullptr) window_ = std::make_unique<Window>();
  Window& window = *window_;
  // Answers to events are sent with a full window too: they take the place of the newest, and are confirmed with it.
  if (window.frames == kFrames) window.sent[kFrames - 1].seq = seq;
  else window.sent[window.frames++] = {seq, 0};
  window.sent[window.frames - 1].bytes += unasked_bytes_;
  window.bytes += unasked_bytes_;
  unasked_bytes_ = 0;
}

void Pace::confirm(std::uint64_t seq) noexcept {
  unasked_bytes_ = 0;
  if (window_ == nullptr) return;
  Window& window = *window_;
  Sent* const end = window.sent + window.frames;
  Sent* const first = std::find_if(window.sent, end, [seq](const Sent& each) { return each.seq > seq; });
  std::for_each(window.sent, first, [&window](const Sent& each) { window.bytes -= each.bytes; });
  std::move(first, end, window.sent);
  window.frames = static_cast<std::size_t>(end - first);
}

void Pace::restart() noexcept {
  window_.reset();
  unasked_bytes_ = in_a_row_ = 0;
}

}  // namespace golive::live
