#pragma once
// What threads of the host feed and views watch, without its type: a Latest or a Stream. src/live/sampler.h has the reading side.
//
// A feed is a row of numbered publications, of which the newest (Latest) or the newest few (Stream) can still be read.
#include <atomic>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "golive/detail/api.h"

namespace golive {

class Socket;

// Of a watched value: published lately; not for WatchOptions::stale_after, or never; its Latest was destroyed, it never changes again.
enum class Freshness : std::uint8_t { live, stale, gone };

namespace detail {

class PageFeed;
struct ComponentType;

// What a handler is called with. `values` belong to the batch they came from.
struct FeedPiece {
  const void* values = nullptr;
  std::size_t count = 0;
  std::uint64_t missed = 0;  // publications between the last piece and this one that could not be read any more
  Freshness freshness = Freshness::live;
};

// Calls the handler, on a component of `type`.
using FeedCall = void (*)(const ComponentType& type, void* object, Socket&, const FeedPiece&);

// A copy of publications begin() to end(), made by one reader for as many views as it has. Owned by that reader, which also holds the feed.
class GOLIVE_API FeedBatch {
 public:
  FeedBatch() = default;
  FeedBatch(const FeedBatch&) = delete;
  FeedBatch& operator=(const FeedBatch&) = delete;
  virtual ~FeedBatch();

  // Replaces what is here by what was published from number `from` on and can be read.
  virtual void read(std::uint64_t from) = 0;
  // For somebody who has everything before number `next`, which is not before begin().
  virtual FeedPiece after(std::uint64_t next) const = 0;

  std::uint64_t begin() const noexcept { return begin_; }
  std::uint64_t end() const noexcept { return end_; }
  // Of the publications begin() to end(): those that are not here.
  std::uint64_t missed() const { return after(begin_).missed; }

 protected:
  std::uint64_t begin_ = 0;
  std::uint64_t end_ = 0;
};

// Shared by its owner and who watches, so that either may end first. Threads: any.
class GOLIVE_API FeedCore {
 public:
  FeedCore() = default;
  FeedCore(const FeedCore&) = delete;
  FeedCore& operator=(const FeedCore&) = delete;
  virtual ~FeedCore();

  virtual std::shared_ptr<FeedBatch> make_batch() const = 0;
  // The number the next publication gets; a batch that ends here has all there is.
  virtual std::uint64_t position() const noexcept = 0;
  // The first publication that can still be read.
  virtual std::uint64_t oldest() const noexcept = 0;
  // The same as a feed of the page; nullptr: it is none.
  virtual const PageFeed* page() const noexcept { return nullptr; }
  // A loop that watches came too late for so many.
  void count_missed(std::uint64_t count) noexcept { missed_.fetch_add(count, std::memory_order_relaxed); }
  std::uint64_t missed() const noexcept { return missed_.load(std::memory_order_relaxed); }

  // The owner is destroyed: nothing more will be published.
  void end() noexcept { gone_.store(true, std::memory_order_release); }
  bool gone() const noexcept { return gone_.load(std::memory_order_acquire); }

 private:
  std::atomic<std::uint64_t> missed_ = 0;
  std::atomic<bool> gone_ = false;
};

// A feed whose publications are values of T, one at a time: that of a Latest or a Guarded.
template <class T>
struct ValueFeed {
  std::shared_ptr<FeedCore> core;
};

// Owns a feed whose news go to the page as they are, and to no handler.
using PageFeedCore = const std::shared_ptr<FeedCore>&;
template <class F>
concept HasPageFeed = requires(const F& feed) {
  { feed.core() } -> std::same_as<PageFeedCore>;
};

// How a feed is watched.
struct FeedTerms {
  std::int64_t stale_after_ns = 0;
  bool is_value = false;  // there is always a value to show, and it is fresh or not; else there is something or nothing
  bool from_now = false;
};

}  // namespace detail
}  // namespace golive
