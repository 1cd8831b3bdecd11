#pragma once
// The network between pages and their server, when it is bad.
//
//     page.network(testing::ChaosTransport::severe());
//     for (int i = 0; i < 10; ++i) page.click("button", "+").advance(100ms);
//     page.network({});                                    // it is good again, and the page is joined
//     EXPECT_EQ(page.text("output"), "10");
//
// Only the connections of live views are meant: pages, and what is posted, are loaded at once. A connection neither loses nor reorders what
// goes over it, so that
//   drop        means: the connection is lost with this message, and all that is under way with it
//   truncate    half of this message arrives, then the connection is lost
//   duplicate   this message arrives twice
//   reorder     two messages from the server arrive in the other order
//   error       an attempt to connect is refused
// A lost connection is noticed by both sides at once. The page connects again as a browser would, and what it had to say is said again.
#include <cstdint>

#include "golive/duration.h"

namespace golive::testing {

// Rates are of messages, from 0 to 1; of `error`, of attempts.
struct ChaosTransport {
  // How long a message is under way: between mean - spread and mean + spread, each as likely. Messages do not overtake each other.
  Duration latency_mean = {};
  Duration latency_spread = {};
  double drop = 0;
  double duplicate = 0;
  double reorder = 0;
  double truncate = 0;
  double error = 0;
  // What it does follows from this; 0: from ServerOptions::seed. Every failure of a page that had such a network tells it.
  std::uint64_t seed = 0;

  // A good mobile network, a train, and worse than anything that is used.
  static constexpr ChaosTransport mild(std::uint64_t seed = 0) {
    using std::chrono::milliseconds;
    return {milliseconds{30}, milliseconds{20}, 0.002, 0.005, 0, 0, 0.01, seed};
  }
  static constexpr ChaosTransport standard(std::uint64_t seed = 0) {
    using std::chrono::milliseconds;
    return {milliseconds{100}, milliseconds{80}, 0.02, 0.02, 0.02, 0.01, 0.1, seed};
  }
  static constexpr ChaosTransport severe(std::uint64_t seed = 0) {
    using std::chrono::milliseconds;
    return {milliseconds{300}, milliseconds{300}, 0.1, 0.1, 0.1, 0.05, 0.3, seed};
  }
};

// Each direction carries so many bytes a second.
struct SlowTransport {
  std::uint64_t bytes_per_second;
};

// Both; neither unless given.
struct Network {
  Network() = default;
  Network(const ChaosTransport& given) : chaos(given) {}
  Network(SlowTransport given) : bytes_per_second(given.bytes_per_second) {}
  Network(const ChaosTransport& given, SlowTransport slow) : chaos(given), bytes_per_second(slow.bytes_per_second) {}

  ChaosTransport chaos;
  std::uint64_t bytes_per_second = 0;  // 0: no limit
};

}  // namespace golive::testing
