#pragma once
// The feeds whose news a view sends to its page as page events, and how far the page has them.
//
// A page opens a feed when it is ready to show it, and says how much of it it has; from then on each frame takes along what came since.
// Nothing is copied before a frame is written: a browser that is away, hidden or slow costs a number, and finds what is kept by then.
// Threads: where the view's callbacks run.
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "golive/detail/feed.h"

namespace golive::protocol {
class FrameWriter;
}

namespace golive::live {

class PageFeeds {
 public:
  // A feed that is watched may be opened, one that is no more may not.
  void offer(std::shared_ptr<const detail::FeedCore> feed);
  void withdraw(const detail::FeedCore& feed);

  // The page shows the feed of this id from now on, and has everything before number `next`. False: it is not offered.
  bool open(std::string_view id, std::uint64_t next);
  // The page lost track: it has nothing.
  void restart() noexcept;
  // Another page, which has opened nothing.
  void close() noexcept;

  // Whether a page that has opened a feed lacks some of it.
  bool has_news() const noexcept;
  void write(protocol::FrameWriter& frame);

 private:
  struct Offered {
    std::shared_ptr<const detail::FeedCore> feed;
    std::uint64_t next;
    bool open;
  };
  std::vector<Offered> offered_;
};

}  // namespace golive::live
