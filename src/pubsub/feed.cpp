#include "golive/detail/feed.h"

namespace golive::detail {

// Here, so that each class has its table in one place.
FeedBatch::~FeedBatch() = default;
FeedCore::~FeedCore() = default;

}  // namespace golive::detail
