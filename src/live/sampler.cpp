#include "live/sampler.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/clock.h"
#include "base/loop.h"
#include "base/prefetch.h"
#include "live/browser_frame.h"
#include "live/view.h"

namespace golive::live {

Sampler::Sampler(Loop& loop) : timer_(loop, [this] { sample_all(); }) {}
Sampler::~Sampler() = default;

void Sampler::start(Watch& watch) {
  if (watch.tap != nullptr) return;
  Tap*& tap = by_feed_[watch.feed.get()];
  if (tap == nullptr) {
    taps_.push_back(std::make_unique<Tap>(Tap{.feed = watch.feed, .batch = watch.feed->make_batch(), .watches = {}}));
    tap = taps_.back().get();
    tap->batch->read(watch.feed->position());
    // A view that comes back knows how long there has been nothing new.
    tap->changed = tap->batch->end() == watch.reading.next ? watch.unchanged_since : monotonic_now();
  }
  watch.tap = tap;
  watch.place = tap->watches.size();
  tap->watches.push_back(&watch);
  keep_running();
}

void Sampler::stop(Watch& watch) {
  Tap* const tap = std::exchange(watch.tap, nullptr);
  if (tap == nullptr) return;
  watch.unchanged_since = tap->batch->end() == watch.reading.next ? tap->changed : monotonic_now();
  if (tap == current_) {
    tap->watches[watch.place] = nullptr;
    return;
  }
  Watch* const last = tap->watches.back();
  tap->watches[watch.place] = last;
  last->place = watch.place;
  tap->watches.pop_back();
  if (tap->watches.empty() && !sampling_) drop_empty_taps();
}

Fed Sampler::catch_up(Watch& watch) {
  if (watch.given_away) return {};
  Fed fed{.call = watch.call, .batch = nullptr, .piece = {}};
  const Tap& tap = *watch.tap;
  const bool gone = watch.feed->gone();  // first: what is read after it is the last there is
  const auto own = watch.feed->make_batch();
  own->read(watch.reading.next);
  const auto unchanged_for = own->end() == tap.batch->end() ? monotonic_now() - tap.changed : Clock::duration::zero();
  if (!watch.reading.take(*own, watch.reading.freshness(gone, own->end(), unchanged_for), fed.piece)) return {};
  fed.batch = own;
  return fed;
}

void Sampler::sample_all() {
  const auto now = monotonic_now();
  sampling_ = true;
  // By index: a handler may watch something new.
  for (std::size_t i = 0; i < taps_.size(); ++i) sample(*taps_[i], now);
  settle_commands();
  sampling_ = false;
  drop_empty_taps();
  keep_running();
}

void Sampler::sample(Tap& tap, Clock::time_point now) {
  const bool gone = tap.feed->gone();  // first: what is read after it is the last there is
  if (const std::uint64_t read_to = tap.batch->end(); tap.feed->position() != read_to) {
    if (std::exchange(tap.lent, false)) tap.batch = tap.feed->make_batch();
    tap.batch->read(read_to);
    if (const std::uint64_t missed = tap.batch->missed(); missed > 0) tap.feed->count_missed(missed);
    if (tap.batch->end() != read_to) tap.changed = now;
  }
  current_ = &tap;
  for (std::size_t i = 0; i < tap.watches.size(); ++i) {
    if (i + kPrefetchAhead < tap.watches.size()) prefetch(tap.watches[i + kPrefetchAhead], sizeof(Watch));
    Watch* const watch = tap.watches[i];
    if (watch == nullptr || watch->given_away) continue;
    auto batch = tap.batch;
    Reading& reading = watch->reading;
    if (reading.next < batch->begin()) {
      // It began with older ones, or its worker was slower than a frame.
      batch = tap.feed->make_batch();
      batch->read(reading.next);
    }
    detail::FeedPiece piece;
    if (!reading.take(*batch, reading.freshness(gone, batch->end(), now - tap.changed), piece)) continue;
    tap.lent = tap.lent || watch->view.is_blocking();
    watch->view.feed(*watch, std::move(batch), piece);  // the watch may be gone after it
  }
  current_ = nullptr;
  std::size_t kept = 0;
  for (Watch* const watch : tap.watches) {
    if (watch == nullptr) continue;
    watch->place = kept;
    tap.watches[kept++] = watch;
  }
  tap.watches.resize(kept);
}

void Sampler::await(Outstanding command) {
  outstanding_.push_back(std::move(command));
  keep_running();
}

// What is told of one may send the next.
void Sampler::settle_commands() {
  if (outstanding_.empty()) return;
  const std::int64_t now_ns = monotonic_ns();
  std::vector<Outstanding> waiting = std::exchange(outstanding_, {});
  std::erase_if(waiting, [now_ns](Outstanding& command) { return command.settle(now_ns); });
  std::ranges::move(waiting, std::back_inserter(outstanding_));
}

void Sampler::drop_empty_taps() {
  std::erase_if(taps_, [this](const std::unique_ptr<Tap>& tap) {
    if (!tap->watches.empty()) return false;
    by_feed_.erase(tap->feed.get());
    return true;
  });
  if (idle()) timer_.cancel();
}

void Sampler::keep_running() {
  if (!idle() && !sampling_ && !timer_.pending()) timer_.start(kBrowserFrame);
}

}  // namespace golive::live
