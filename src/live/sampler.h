#pragma once
// Looks at what the host's threads publish, once per browser frame, and gives what is new to the views of one loop that watch it; and at
// what became of the commands these views sent.
//
// Each feed is read once per frame however many views watch it. Without a view that somebody sees, or a command that waits, there is no
// timer.
// Threads: the loop's own. Ownership: views own their watches and stop them before they let them go.
#include <chrono>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "base/timer.h"
#include "live/outstanding.h"
#include "live/watch.h"

namespace golive {
class Loop;
}

namespace golive::live {

// One feed as one loop reads it.
struct Tap {
  std::shared_ptr<detail::FeedCore> feed;
  std::shared_ptr<detail::FeedBatch> batch;         // of this frame; its end is how far the loop has read
  bool lent = false;                                // a worker may still read the batch: the next is another one
  std::chrono::steady_clock::time_point changed{};  // when something new was seen
  std::vector<Watch*> watches;                      // nullptr: left while they were called
};

class Sampler {
 public:
  explicit Sampler(Loop& loop);
  ~Sampler();
  Sampler(const Sampler&) = delete;
  Sampler& operator=(const Sampler&) = delete;

  // Somebody sees the view, or nobody does any more. Both may be called again, and while a handler runs.
  void start(Watch& watch);
  void stop(Watch& watch);
  // What a watch that was started has not been given yet, read for it alone. No call: nothing.
  Fed catch_up(Watch& watch);

  // Asks for the outcome until there is one.
  void await(Outstanding command);

  // Whether it looks at anything; else it costs nothing.
  bool running() const noexcept { return timer_.pending(); }

 private:
  using Clock = std::chrono::steady_clock;

  void sample_all();
  void sample(Tap& tap, Clock::time_point now);
  void drop_empty_taps();
  void settle_commands();
  void keep_running();
  bool idle() const noexcept { return taps_.empty() && outstanding_.empty(); }

  std::vector<std::unique_ptr<Tap>> taps_;
  std::unordered_map<const detail::FeedCore*, Tap*> by_feed_;
  bool sampling_ = false;
  const Tap* current_ = nullptr;  // its watches are being called
  std::vector<Outstanding> outstanding_;
  Timer timer_;
};

}  // namespace golive::live
