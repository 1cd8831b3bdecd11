// What a view watches of the host's threads, and waits for.
#include <algorithm>
#include <utility>

#include "base/clock.h"
#include "live/sampler.h"
#include "live/view.h"
#include "live/view_run.h"
#include "live/watch.h"

namespace golive::live {

// The handler has the present value before this returns, so that the page of a GET shows it.
std::uint64_t View::add_watch(std::shared_ptr<detail::FeedCore> feed, detail::FeedCall call, const detail::FeedTerms& terms) {
  for (const Standing::Watched& each : standing().watched)
    if (each.feed == feed.get() && each.call == call) return each.id;
  const std::uint64_t id = next_watch_++;
  standing().watched.push_back({id, feed.get(), call});

  if (feed->page() != nullptr) core_.offer(feed);
  const FirstLook first(*feed, terms);
  auto watch = std::make_unique<Watch>(
      Watch{.view = *this, .id = id, .feed = std::move(feed), .call = call, .reading = first.reading, .unchanged_since = monotonic_now()});
  on_loop([this, watch = std::move(watch)]() mutable {
    if (ended_) return;
    watches_.push_back(std::move(watch));
    if (connection_ != nullptr && !hidden_) runtime_.sampler().start(*watches_.back());
  });
  if (first.has_piece()) core_.feed_now(call, first.piece);
  return id;
}

void View::unwatch(std::uint64_t watch) {
  if (standing_ != nullptr) {
    const auto standing = std::ranges::find(standing_->watched, watch, &Standing::Watched::id);
    if (standing != standing_->watched.end()) {
      core_.withdraw(*standing->feed);
      standing_->watched.erase(standing);
    }
  }
  on_loop([this, watch] {
    const auto found = std::ranges::find(watches_, watch, [](const auto& each) { return each->id; });
    if (found == watches_.end()) return;
    runtime_.sampler().stop(**found);
    watches_.erase(found);
  });
}

// Not by on_loop(): the command waits in its slot, whether the view has ended meanwhile or not.
void View::await_outcome(std::shared_ptr<detail::CommandCore> queue, std::uint64_t ticket, detail::OutcomeTask task) {
  Outstanding command(std::move(queue), ticket, weak_from_this(), task);
  if (lane_ == nullptr) return runtime_.sampler().await(std::move(command));
  runtime_.loop().post(
      [self = shared_from_this(), command = std::move(command)]() mutable { self->runtime_.sampler().await(std::move(command)); });
}

void View::start_watches() {
  for (const auto& watch : watches_) runtime_.sampler().start(*watch);
}

void View::stop_watches() {
  for (const auto& watch : watches_) runtime_.sampler().stop(*watch);
}

std::vector<Fed> View::catch_up() {
  std::vector<Fed> all;
  for (const auto& watch : watches_) {
    Fed fed = runtime_.sampler().catch_up(*watch);
    if (fed.batch == nullptr) continue;
    if (fed.call == nullptr) news_ = true;
    else all.push_back(std::move(fed));
  }
  return all;
}

void View::feed(Watch& watch, std::shared_ptr<const detail::FeedBatch> batch, const detail::FeedPiece& piece) {
  if (watch.call == nullptr) {
    // For the page alone: nothing is called and nothing rendered.
    news_ = true;
    return go_on();
  }
  if (lane_ == nullptr) {
    core_.feed(watch.call, piece);
    dirty_ = true;
    settle(core_.status());
    return;
  }
  watch.given_away = true;
  run([call = watch.call, batch = std::move(batch), piece](Core& core) { core.feed(call, piece); },
      [this, id = watch.id](const Core::Status& status) {
        const auto found = std::ranges::find(watches_, id, [](const auto& each) { return each->id; });
        if (found != watches_.end()) (*found)->given_away = false;
        dirty_ = true;
        settle(status);
      });
}

}  // namespace golive::live
