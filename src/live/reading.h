#pragma once
// How far a watch has been given its feed, and what is new for it. Threads: a value.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <memory>
#include <utility>

#include "golive/detail/feed.h"

namespace golive::live {

struct Reading {
  detail::FeedTerms terms;
  std::uint64_t next = 0;            // what the handler was given ends here
  Freshness told = Freshness::live;  // with it

  // Of what ends at `end`. `gone`, `unchanged_for`: of the feed, when it was read.
  Freshness freshness(bool gone, std::uint64_t end, std::chrono::nanoseconds unchanged_for) const noexcept {
    if (!terms.is_value) return Freshness::live;
    if (gone) return Freshness::gone;
    return end == 0 || unchanged_for >= std::chrono::nanoseconds(terms.stale_after_ns) ? Freshness::stale : Freshness::live;
  }

  // What is new in the batch, which counts as given from now on. No count, nothing missed and the same freshness: nothing, then false.
  bool take(const detail::FeedBatch& batch, Freshness freshness, detail::FeedPiece& piece) {
    piece = batch.after(next);
    piece.freshness = freshness;
    next = std::max(next, batch.end());
    const bool news = std::exchange(told, freshness) != freshness;
    return news || piece.count > 0 || piece.missed > 0;
  }
};

// What a watch begins with.
struct FirstLook {
  FirstLook(const detail::FeedCore& feed, const detail::FeedTerms& terms) : batch(feed.make_batch()), reading{.terms = terms} {
    const bool gone = feed.gone();  // first: what is read after it is the last there is
    batch->read(terms.from_now ? feed.position() : feed.oldest());
    piece = batch->after(batch->begin());
    piece.missed = 0;  // it asks for what is there
    piece.freshness = reading.freshness(gone, batch->end(), std::chrono::nanoseconds::min());
    reading.next = batch->end();
    reading.told = piece.freshness;
  }
  // There is something to call a handler with.
  bool has_piece() const noexcept { return reading.terms.is_value || piece.count > 0; }

  std::shared_ptr<detail::FeedBatch> batch;
  detail::FeedPiece piece;  // of the batch
  Reading reading;
};

}  // namespace golive::live
