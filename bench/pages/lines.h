#pragma once
// /lines: a live chart of ten lines of 1,000 points, of which a thread measures one of each 60 times a second, from the first visit on.
#include <golive/golive.h>
#include <golive/live_chart.h>

#include <mutex>
#include <string_view>
#include <thread>

// As wide as pages are that want to be read: 960 pixels.
inline constexpr std::string_view kLinesCss = "body { max-width: 60rem; margin: 0 auto; }";

class Lines {
 public:
  static constexpr int kLines = 10;
  static constexpr int kHz = 60;

  // Starts the thread.
  golive::ChartFeed& feed();

 private:
  golive::ChartFeed feed_{std::vector<std::string>(kLines, "line"), 1000};
  std::once_flag started_;
  std::jthread thread_;
};

struct LinesPage {
  golive::Service<golive::ChartFeed> feed;

  void mount(golive::Socket& socket) { socket.watch(*feed); }
  golive::Html render() const { return golive::live_chart(*feed, {.title = "Lines"}); }
};
