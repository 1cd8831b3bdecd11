#pragma once
// How long views wait without a browser, and how many of them.
//
//     Config config;
//     config.parking.lost.time = std::chrono::minutes{5};   // a tunnel is longer than the default minute
//
// A view is parked from the moment its page was served until the page's socket joins, and again when its connection is lost. It handles
// messages and timers but renders nothing; its browser resumes it where it was. Whoever comes too late gets a fresh view, which patches the
// page in place. The limits hold for all loops of an app together. What a component keeps on the heap by itself is not seen by `bytes`:
// counted are the view, the component's own size and what is remembered of the page.
#include <cstddef>

#include "golive/duration.h"

namespace golive {

struct ParkingLimits {
  struct Pool {
    std::size_t views;
    std::size_t bytes;
    Duration time;
  };
  // Pages that were served and have not joined: robots, prefetches that hide it, and every browser for a moment. When it is full a page is
  // served all the same, and its view is made anew by the join. 15 s: a slow phone has loaded the client by then.
  Pool served{4'096, std::size_t{64} << 20, std::chrono::seconds{15}};
  // Of those, from one session and from one address; beyond, as when it is full. One visitor opens a few tabs at a time. Behind a reverse
  // proxy that is not trusted all visitors have one address: raise the second.
  std::size_t served_per_session = 16;
  std::size_t served_per_address = 64;
  // Views whose connection was lost. When it is full the one that has waited longest ends. Served pages never take this room.
  Pool lost{16'384, std::size_t{256} << 20, std::chrono::seconds{60}};
};

}  // namespace golive
