#include "golive/detail/feed.h"

#include "golive/detail/page_feed.h"

namespace golive::detail {

// Here, so that each class has its table in one place.
FeedBatch::~FeedBatch() = default;
FeedCore::~FeedCore() = default;
PageFeed::~PageFeed() = default;

}  // namespace golive::detail
