#include "testing/mock_watches.h"

#include <algorithm>
#include <utility>

namespace golive::testing {

std::uint64_t MockWatches::add(std::shared_ptr<detail::FeedCore> feed, detail::FeedCall call, const detail::FeedTerms& terms, Duration now,
                               std::optional<Call>& first) {
  for (const Watch& each : watches_)
    if (each.feed == feed && each.call == call) return each.id;
  const live::FirstLook look(*feed, terms);
  if (call != nullptr && look.has_piece()) first = Call{call, look.batch, look.piece};
  watches_.push_back({next_, std::move(feed), call, look.reading, now, {}});
  return next_++;
}

void MockWatches::owe(std::uint64_t watch, Call first) { std::ranges::find(watches_, watch, &Watch::id)->owed = std::move(first); }

void MockWatches::remove(std::uint64_t watch) {
  std::erase_if(watches_, [watch](const Watch& each) { return each.id == watch; });
}

bool MockWatches::has(const detail::FeedCore& feed) const noexcept {
  return std::ranges::any_of(watches_, [&](const Watch& each) { return each.feed.get() == &feed; });
}

std::vector<std::uint64_t> MockWatches::ids() const {
  std::vector<std::uint64_t> all;
  for (const Watch& each : watches_) all.push_back(each.id);
  return all;
}

std::optional<MockWatches::Call> MockWatches::take(std::uint64_t watch, Duration now, bool connected) {
  const auto found = std::ranges::find(watches_, watch, &Watch::id);
  if (found == watches_.end()) return std::nullopt;
  if (found->owed) return std::exchange(found->owed, std::nullopt);
  if (!connected || found->call == nullptr) return std::nullopt;
  live::Reading& reading = found->reading;
  const bool gone = found->feed->gone();  // first: what is read after it is the last there is
  const auto batch = found->feed->make_batch();
  batch->read(reading.next);
  if (batch->end() != reading.next) found->unchanged_since = now;
  Call call{found->call, batch, {}};
  if (!reading.take(*batch, reading.freshness(gone, batch->end(), now - found->unchanged_since), call.piece)) return std::nullopt;
  return call;
}

Duration MockWatches::stale_at(Duration now) const noexcept {
  Duration first = Duration::max();
  for (const Watch& each : watches_) {
    const Duration after{each.reading.terms.stale_after_ns};
    if (!each.reading.terms.is_value || each.reading.told != Freshness::live || after >= Duration::max() - each.unchanged_since) continue;
    if (each.unchanged_since + after > now) first = std::min(first, each.unchanged_since + after);
  }
  return first;
}

}  // namespace golive::testing
