#pragma once
// The points of a ChartFeed: a ring that one thread writes and any thread reads, and what of it travels to a page.
//
// The ring has twice the room of what is kept, so that a reader has time for its copy. A point is written between two numbers: `begun_`
// counts points whose slots may be overwritten, `end_` those that are there. Who has copied a slot looks whether it was begun anew
// meanwhile.
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "golive/detail/feed.h"
#include "golive/detail/page_feed.h"
#include "golive/detail/word_copy.h"

namespace golive::detail {

class ChartCore final : public FeedCore, public PageFeed {
 public:
  ChartCore(std::vector<std::string> names, std::size_t points);

  void publish(double at, std::span<const double> values) noexcept;

  // Points number `first` on, one behind the other: x, and a value of each line.
  struct Points {
    std::uint64_t first = 0;
    std::size_t count = 0;
    std::vector<double> numbers;
  };
  // At most `most` from number `from` on, or from the first that is kept.
  Points copy(std::uint64_t from, std::size_t most) const;

  const std::vector<std::string>& names() const noexcept { return names_; }
  std::size_t points() const noexcept { return points_; }
  std::size_t width() const noexcept { return names_.size() + 1; }

  std::shared_ptr<FeedBatch> make_batch() const override;
  std::uint64_t position() const noexcept override { return end_.load(std::memory_order_acquire); }
  std::uint64_t oldest() const noexcept override;
  const PageFeed* page() const noexcept override { return this; }

  std::string_view page_id() const noexcept override { return id_; }
  std::uint64_t page_end() const noexcept override { return position(); }
  std::uint64_t write_news(std::uint64_t next, std::string& json) const override;

 private:
  std::vector<std::string> names_;
  std::size_t points_;
  std::size_t slots_;  // a power of two
  std::string id_;
  std::unique_ptr<Word[]> words_;
  alignas(kLineBytes) std::atomic<std::uint64_t> begun_ = 0;
  std::atomic<std::uint64_t> end_ = 0;
};

}  // namespace golive::detail
