#include "live/sent_frames.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <utility>

namespace golive::live {
namespace {

using Size = std::uint32_t;
// A buffer larger than this is given back when it is empty: an idle view keeps nothing.
constexpr std::size_t kIdleCapacity = 512;
// Its sizes. Doubled with each frame that does not fit, a buffer would be copied six times on its way to the bytes after which a push asks.
constexpr std::size_t kCapacities[] = {60, 240, 1100};

}  // namespace

std::string_view SentFrames::take_frame(std::string_view& rest) noexcept {
  Size size = 0;
  std::memcpy(&size, rest.data(), sizeof size);
  const std::string_view frame = rest.substr(sizeof size, size);
  rest.remove_prefix(sizeof size + size);
  return frame;
}

void SentFrames::clear() noexcept {
  if (frames_.capacity() > kIdleCapacity) std::string().swap(frames_);
  else frames_.clear();
  from_ = 0;
  first_ = last_ + 1;
}

void SentFrames::skip(std::uint64_t seq) noexcept {
  last_ = seq;
  clear();
}

void SentFrames::make_room(std::size_t bytes) {
  if (bytes <= frames_.capacity()) return;
  const auto* const enough = std::ranges::lower_bound(kCapacities, bytes);
  frames_.reserve(enough != std::end(kCapacities) ? *enough : std::min(2 * bytes, kBytes));
}

void SentFrames::add(std::uint64_t seq, std::string_view frame) {
  if (frame.size() + sizeof(Size) > kBytes) return skip(seq);
  std::string_view rest = std::string_view(frames_).substr(from_);
  while (rest.size() + sizeof(Size) + frame.size() > kBytes) {
    take_frame(rest);
    ++first_;
  }
  frames_.erase(0, frames_.size() - rest.size());
  from_ = 0;
  make_room(frames_.size() + sizeof(Size) + frame.size());
  const Size size = static_cast<Size>(frame.size());
  frames_.append(reinterpret_cast<const char*>(&size), sizeof size).append(frame);
  last_ = seq;
}

void SentFrames::confirm(std::uint64_t seq) noexcept {
  if (seq >= last_) return first_ > last_ ? void() : clear();
  std::string_view rest = std::string_view(frames_).substr(from_);
  for (; first_ <= seq; ++first_) take_frame(rest);
  from_ = frames_.size() - rest.size();
}

}  // namespace golive::live
