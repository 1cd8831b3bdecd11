#pragma once
// What the live views of one loop share: settings, the token signer, counters, and the pacing of pushes.
// Threads: the loop's own, except counters().
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "base/timer.h"
#include "diff/shared_parts.h"
#include "live/counters.h"
#include "live/parking.h"
#include "live/route.h"
#include "live/sampler.h"
#include "live/settings.h"
#include "security/join_token.h"

namespace golive {
class Loop;
class WorkerPool;
}  // namespace golive

namespace golive::live {

class View;

class Runtime {
 public:
  // `loop`, `resolver` and what `workers` returns outlive the runtime; `workers` is asked when a blocking route is first used.
  // `quota` is shared by the runtimes of an app.
  Runtime(Loop& loop, const Settings& settings, const security::KeyRing& keys, Resolver& resolver, std::function<WorkerPool&()> workers,
          std::shared_ptr<ParkingQuota> quota);
  ~Runtime();
  Runtime(const Runtime&) = delete;
  Runtime& operator=(const Runtime&) = delete;

  Loop& loop() noexcept { return loop_; }
  std::size_t loop_index() const noexcept;
  const Settings& settings() const noexcept { return settings_; }
  security::TokenSigner& signer() noexcept { return signer_; }
  Resolver& resolver() noexcept { return resolver_; }
  WorkerPool& workers() { return workers_(); }
  // Those of all loops of the app, by Loop::index(); before the loops run.
  void meet(std::span<const std::unique_ptr<Runtime>> all) noexcept { all_ = all; }
  // Of another loop; nullptr: there is none.
  Runtime* sibling(std::size_t loop) const noexcept { return loop < all_.size() ? all_[loop].get() : nullptr; }

  Counters& counters() noexcept { return *counters_; }
  std::shared_ptr<Counters> shared_counters() const noexcept { return counters_; }

  // What views watch of the host's threads.
  Sampler& sampler() noexcept { return sampler_; }
  // What views show in common.
  diff::SharedParts& shared_parts() noexcept { return shared_parts_; }

  // Views without a browser.
  Parking& parking() noexcept { return parking_; }
  // The view of a number, wherever it is: parked, or with a browser that has a newer socket now. Nullptr: it is no more.
  std::shared_ptr<View> claim(std::uint64_t number);
  // The same, which stays where it is. For tests, as the four below.
  std::shared_ptr<View> find(std::uint64_t number) const;
  // Of a view without a browser: its time is over. False: there is none such.
  bool evict(std::uint64_t number);
  // When views that pushed a moment ago push again; time_point::max() if none waits for that.
  std::chrono::steady_clock::time_point push_due() const noexcept { return frame_timer_.due(); }
  // As if the process had ended: every view is gone, none is terminated and no browser is told.
  void abandon_all();
  // A view has a browser, or has it no more.
  void joined(View& view);
  void left(View& view);
  // The view may have something to push: flushes it at the end of this turn of the loop, but at most once per browser frame.
  void schedule(View& view);
  // It ends: it has nothing to push any more.
  void unschedule(View& view) noexcept;

  // Ends every view: the app stops, and nobody joins any more.
  void end_all();
  bool stopping() const noexcept { return stopping_; }
  // For a browser that is told of it: milliseconds, by chance, so that the next server is not asked by all of them at once.
  std::uint64_t come_back_after();

 private:
  void flush_scheduled();
  void prefetch_views(std::size_t current) const noexcept;

  Loop& loop_;
  Settings settings_;
  security::TokenSigner signer_;
  Resolver& resolver_;
  std::function<WorkerPool&()> workers_;
  std::span<const std::unique_ptr<Runtime>> all_;
  std::shared_ptr<Counters> counters_;
  std::unordered_map<std::uint64_t, View*> views_;  // that have a browser
  diff::SharedParts shared_parts_;
  Parking parking_;
  Sampler sampler_;
  // Views that have not ended, so that somebody holds them; nullptr: it has ended since.
  std::vector<View*> scheduled_;
  std::vector<View*> flushing_;  // empty but for its room while nothing is flushed
  bool flush_posted_ = false;
  bool stopping_ = false;
  std::uint64_t last_back_ms_ = 0;  // when the last browser is asked to come back
  Timer frame_timer_;
};

}  // namespace golive::live
