#include "app/loop_threads.h"

#include <future>
#include <optional>
#include <string>
#include <utility>

#include "base/loop.h"
#include "base/thread_setup.h"
#include "golive/error.h"

namespace golive {
namespace {

ThreadSetup setup_of(const ThreadOptions& options, std::size_t index) {
  return {.name = options.name + '-' + std::to_string(index),
          .cpu = options.cpus.empty() ? -1 : options.cpus[index % options.cpus.size()],
          .nice = options.nice,
          .fifo_priority = options.fifo_priority};
}

}  // namespace

LoopThreads::LoopThreads(std::span<const std::shared_ptr<Loop>> loops, const ThreadOptions& options) {
  try {
    const SignalsBlocked blocked;
    for (const auto& loop : loops) start(loop, options);
  } catch (...) {
    for (const auto& loop : loops) loop->stop();
    join();
    throw;
  }
}

LoopThreads::~LoopThreads() { join(); }

void LoopThreads::start(std::shared_ptr<Loop> loop, const ThreadOptions& options) {
  std::promise<std::optional<std::string>> set_up;
  auto failure = set_up.get_future();
  threads_.emplace_back([loop = std::move(loop), setup = setup_of(options, threads_.size()), set_up = std::move(set_up)]() mutable {
    set_up.set_value(set_up_thread(setup));
    loop->run();
  });
  if (const auto what = failure.get()) throw Error::of("GL0504", {*what});
}

void LoopThreads::join() noexcept {
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

}  // namespace golive
