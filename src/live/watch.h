#pragma once
// One feed that one view watches. Owned by the view, known to the loop's sampler while a browser is there.
// Threads: the view's loop.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "golive/detail/feed.h"
#include "live/reading.h"

namespace golive::live {

class View;
struct Tap;

struct Watch {
  View& view;
  std::uint64_t id;
  std::shared_ptr<detail::FeedCore> feed;
  detail::FeedCall call;
  Reading reading;
  bool given_away = false;  // a worker has a batch for the handler: until it is done there is no other

  Tap* tap = nullptr;                                     // while the sampler knows it
  std::size_t place = 0;                                  // in the tap
  std::chrono::steady_clock::time_point unchanged_since;  // while it does not: since when there was nothing new
};

// What a handler is called with, and what that belongs to.
struct Fed {
  detail::FeedCall call = nullptr;
  std::shared_ptr<const detail::FeedBatch> batch;
  detail::FeedPiece piece;
};

}  // namespace golive::live
