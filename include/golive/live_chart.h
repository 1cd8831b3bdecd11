#pragma once
// Lines that move: for numbers that change many times a second. What a thread of the host publishes is drawn on a canvas by a script that
// pages load only if they hold such a chart; of the numbers only the new ones travel, at most once per browser frame.
//
//     ChartFeed load({"user", "system"}, 1000);                       // anywhere in the host: two lines of the newest 1,000 points
//
//     load.publish(seconds_since_1970, {12.5, 3.25});                 // from the thread that measures
//
//     struct Monitor {
//       Service<ChartFeed> load;
//       void mount(Socket& socket) { socket.watch(*load); }           // without it the page gets nothing
//       Html render() const { return live_chart(*load, {.title = "Load", .unit = "%"}); }
//     };
//
// The newest `points` points are kept. A page that opens gets those, then what comes; one that was hidden, slow or away gets what it lacks
// of those that are kept, and draws them anew. A NaN or an infinity is a gap.
//
// Travels as 32-bit floats that are differences to the first value of the same line in the frame: seven digits of what moves. A difference
// beyond 3e38 is a gap.
//
// Threads: publish() from one thread at a time; everything else from any. A ChartFeed may be destroyed while pages show it. It must be
// there when watch() and live_chart() are called.
// Cost: publish() stores the values and two numbers: no lock, no allocation, no system call, no waiting. Memory at the start: 16 to 32
// bytes a point and line. A view that shows a feed costs a number, and a frame each time there is news; it is not rendered.
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "golive/detail/api.h"
#include "golive/detail/feed.h"
#include "golive/html.h"

namespace golive {

namespace detail {
class ChartCore;
}

class GOLIVE_API ChartFeed {
 public:
  // `names`: of the lines, 1 to 24. `points`: of each, 2 to 100,000. What is more is cut, what is less is filled up.
  explicit ChartFeed(std::vector<std::string> names, std::size_t points = 1000);
  ~ChartFeed();
  ChartFeed(const ChartFeed&) = delete;
  ChartFeed& operator=(const ChartFeed&) = delete;

  // One point of each line. `at`: where on the x axis, not before the point before. Values that are not given are gaps.
  void publish(double at, std::span<const double> values) noexcept;
  void publish(double at, std::initializer_list<double> values) noexcept {
    publish(at, std::span<const double>(values.begin(), values.size()));
  }

  const std::vector<std::string>& names() const noexcept;
  std::size_t points() const noexcept;
  // How often publish() was called.
  std::uint64_t published() const noexcept;

  // For Socket::watch.
  const std::shared_ptr<detail::FeedCore>& core() const noexcept { return feed_; }

 private:
  friend class detail::ChartCore;
  std::shared_ptr<detail::ChartCore> core_;
  std::shared_ptr<detail::FeedCore> feed_;  // the same
};

struct LiveChartOptions {
  std::string_view title = {};
  std::string_view unit = {};      // of the values
  std::string_view x_unit = {};    // of the x axis
  bool time = true;                // the x axis is seconds since 1970, shown as the browser's own clock
  std::optional<double> low = {};  // of the y axis; without: of the values shown
  std::optional<double> high = {};
  int height = 220;  // pixels
};
// The same Html each time: what moves is not part of it. Drawn when the page's script has been loaded; under "Data" the newest values,
// which are kept up to date while it is open. A page that does not want motion (prefers-reduced-motion) is drawn once a second.
GOLIVE_API Html live_chart(const ChartFeed& feed, const LiveChartOptions& options = {});

}  // namespace golive
