#include "live/page_feeds.h"

#include <algorithm>
#include <string>
#include <utility>

#include "golive/detail/page_feed.h"
#include "protocol/frame_writer.h"
#include "protocol/wire_keys.h"

namespace golive::live {

void PageFeeds::offer(std::shared_ptr<const detail::FeedCore> feed) {
  withdraw(*feed);
  offered_.push_back({std::move(feed), 0, false});
}

void PageFeeds::withdraw(const detail::FeedCore& feed) {
  std::erase_if(offered_, [&](const Offered& each) { return each.feed.get() == &feed; });
}

bool PageFeeds::open(std::string_view id, std::uint64_t next) {
  const auto found = std::ranges::find(offered_, id, [](const Offered& each) { return each.feed->page()->page_id(); });
  if (found == offered_.end()) return false;
  found->open = true;
  // What nobody has published yet nobody can have.
  found->next = next <= found->feed->page()->page_end() ? next : 0;
  return true;
}

void PageFeeds::restart() noexcept {
  for (Offered& each : offered_) each.next = 0;
}

void PageFeeds::close() noexcept {
  for (Offered& each : offered_) each.open = false;
}

bool PageFeeds::has_news() const noexcept {
  return std::ranges::any_of(offered_, [](const Offered& each) { return each.open && each.next < each.feed->page()->page_end(); });
}

void PageFeeds::write(protocol::FrameWriter& frame) {
  std::string name;
  std::string json;
  for (Offered& each : offered_) {
    const detail::PageFeed& page = *each.feed->page();
    if (!each.open || each.next >= page.page_end()) continue;
    json.clear();
    each.next = page.write_news(each.next, json);
    if (json.empty()) continue;
    name.assign(wire::kFeedNews).append(page.page_id());
    frame.page_event(name, json);
  }
}

}  // namespace golive::live
