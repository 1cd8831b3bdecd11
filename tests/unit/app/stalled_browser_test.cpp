// A browser that never reads, of a page that changes all the time, over a real socket: it costs the same after a second as after a minute.
#include <gtest/gtest.h>
#include <malloc.h>

#include <atomic>
#include <chrono>
#include <string>
#include <vector>

#include "golive/golive.h"
#include "unit/app/visitor.h"

namespace golive {
namespace {

std::atomic<int> ticks = 0;

struct Restless {
  std::vector<int> cells = std::vector<int>(2000);

  void connected(Socket& socket) { socket.every<&Restless::tick>(std::chrono::milliseconds{1}); }
  void tick() {
    for (int& cell : cells) ++cell;
    ++ticks;
    ticks.notify_all();
  }
  Html render() const {
    int index = 0;
    return HTML("<p>{}</p>", each(
                                 cells, [&index](int) { return index++; }, [](int cell) { return HTML("<b>{cell}</b>", cell); }));
  }
};

std::size_t heap_after(int count) {
  for (int seen = ticks; seen < count; seen = ticks) ticks.wait(seen);
  return mallinfo2().uordblks;
}

TEST(StalledBrowser, CostsNoMoreTheLongerItReadsNothing) {
  // However long the ticks take on a busy machine, the browser is not given up meanwhile.
  Config config{.stalled_socket = std::chrono::hours{1}};
  config.http.ping_time = std::chrono::hours{1};
  App app(config);
  app.live<Restless>("/").listen("127.0.0.1", 0).start();
  const test::Tab stalled(app.port());
  const std::size_t early = heap_after(300);
  const std::size_t late = heap_after(1500);
  EXPECT_LT(late, early + 64 * 1024);
  EXPECT_LT(app.stats().renders, 50u) << "what nobody takes is not rendered";
}

}  // namespace
}  // namespace golive
