#include "live/frame_batch.h"

#include "base/clock.h"
#include "live/connection.h"

namespace golive::live {

void FrameBatch::add(Connection& connection, std::string_view frame) {
  if (frame.size() > kLargeFrame) return connection.send(frame);
  if (frames_ == 0) since_ = real_ns(CLOCK_MONOTONIC_COARSE);
  waiting_[frames_++] = {&connection, frame.copy(bytes_.data() + used_, kLargeFrame)};
  used_ += frame.size();
}

bool FrameBatch::is_full() const noexcept {
  if (frames_ == 0) return false;
  return frames_ == kFrames || used_ > kBytes - kLargeFrame || real_ns(CLOCK_MONOTONIC_COARSE) != since_;
}

void FrameBatch::send() {
  const char* frame = bytes_.data();
  for (std::size_t i = 0; i < frames_; ++i) {
    waiting_[i].connection->send({frame, waiting_[i].size});
    frame += waiting_[i].size;
  }
  frames_ = used_ = 0;
}

}  // namespace golive::live
