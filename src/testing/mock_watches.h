#pragma once
// What a MockSocket watches of the host's threads, as live/sampler.h does for views. Threads: the test's.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "golive/detail/feed.h"
#include "golive/duration.h"
#include "live/reading.h"

namespace golive::testing {

class MockWatches {
 public:
  // A handler, with what it is to be called with.
  struct Call {
    detail::FeedCall call;
    std::shared_ptr<const detail::FeedBatch> batch;
    detail::FeedPiece piece;
  };

  // Of the same feed and call: the one that is there. `first`: what it begins with, if there is something; it is the caller's to call.
  std::uint64_t add(std::shared_ptr<detail::FeedCore> feed, detail::FeedCall call, const detail::FeedTerms& terms, Duration now,
                    std::optional<Call>& first);
  // Instead of calling it: that is due when there is something to call it on.
  void owe(std::uint64_t watch, Call first);
  void remove(std::uint64_t watch);
  bool has(const detail::FeedCore& feed) const noexcept;

  // Ids of all watches that there are, and what is due of one, if it still is. `connected`: a browser is there, else only what is owed.
  std::vector<std::uint64_t> ids() const;
  std::optional<Call> take(std::uint64_t watch, Duration now, bool connected);
  // When the next one gets stale; Duration::max(): none does.
  Duration stale_at(Duration now) const noexcept;

 private:
  struct Watch {
    std::uint64_t id;
    std::shared_ptr<detail::FeedCore> feed;
    detail::FeedCall call;
    live::Reading reading;
    Duration unchanged_since;
    std::optional<Call> owed;
  };

  std::vector<Watch> watches_;
  std::uint64_t next_ = 1;
};

}  // namespace golive::testing
