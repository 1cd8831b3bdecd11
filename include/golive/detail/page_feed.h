#pragma once
// A feed whose news go to the page as they are, past the component and its templates: the points of a live chart.
#include <cstdint>
#include <string>
#include <string_view>

#include "golive/detail/api.h"

namespace golive::detail {

// Threads: any.
class GOLIVE_API PageFeed {
 public:
  PageFeed() = default;
  PageFeed(const PageFeed&) = delete;
  PageFeed& operator=(const PageFeed&) = delete;
  virtual ~PageFeed();

  // Tells it apart from all others, also those of other processes.
  virtual std::string_view page_id() const noexcept = 0;
  // The number of the first publication that is not there yet.
  virtual std::uint64_t page_end() const noexcept = 0;
  // Appends, as JSON, publications from number `next` on, or from the first that is kept; as many as fit a frame. Returns the number of the
  // first that is not in it; `next`, and nothing appended, if there is none.
  virtual std::uint64_t write_news(std::uint64_t next, std::string& json) const = 0;
};

}  // namespace golive::detail
