#include "testing/world.h"

#include <poll.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <mutex>
#include <string>
#include <utility>

#include "golive/testing/failure.h"

namespace golive::testing {
namespace {

constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kLongest = 60 * kSecond;  // for a page to be back, and for what is under way

// So often may something that is due at once make another thing due at once.
constexpr int kMostRounds = 100'000;
constexpr int kMostCallbacks = 1'000'000;

// One clock for all that lives on a thread: what one page waits for, others see pass.
std::shared_ptr<detail::TestClock> clock_of_thread(detail::TestClock::Mode mode) {
  thread_local std::weak_ptr<detail::TestClock> clock;
  auto shared = clock.lock();
  if (shared == nullptr) clock = shared = std::make_shared<detail::TestClock>(mode);
  if (shared->is_frozen() != (mode == detail::TestClock::Mode::frozen))
    throw Failure("pages in memory and in a browser cannot be open at the same time: their clocks differ");
  return shared;
}

thread_local std::weak_ptr<Chance> chance_on_thread;

std::shared_ptr<Chance> chance_of_thread(std::uint64_t seed) {
  if (seed == 0) return nullptr;
  auto shared = chance_on_thread.lock();
  if (shared == nullptr) chance_on_thread = shared = std::make_shared<Chance>(seed);
  if (shared->seed != seed)
    throw Failure("servers that are there at the same time need the same seed, not " + std::to_string(shared->seed) + " and " +
                  std::to_string(seed));
  return shared;
}

void keep_for_good(std::shared_ptr<void> clock, std::shared_ptr<void> chance) {
  static std::mutex mutex;
  static auto& kept = *new std::vector<std::shared_ptr<void>>;  // NOLINT: for good
  const std::scoped_lock lock(mutex);
  kept.push_back(std::move(clock));
  kept.push_back(std::move(chance));
}

}  // namespace

std::uint64_t seed_of_thread() noexcept {
  const auto chance = chance_on_thread.lock();
  return chance == nullptr ? 0 : chance->seed;
}

World::World(App& app, ServerOptions options) : options_(std::move(options)), app_(&app) { start(); }

World::World(App&& app, ServerOptions options)
    : options_(std::move(options)), own_(std::make_unique<App>(std::move(app))), app_(own_.get()) {
  start();
}

// The thread that it is taken from looks at its clock, if it still runs.
World::~World() {
  if (!is_on_its_thread()) keep_for_good(std::move(clock_), std::move(chance_));
}

void World::fail_elsewhere() const {
  if (is_on_its_thread()) return;
  throw Failure("a page and its server belong to the thread that opened them, where their clock and their chance are; this is another one");
}

void World::fail_if_ended() const {
  if (server_->has_ended())
    throw Failure("the App of this page was destroyed or stopped   it must outlive its pages, or belong to their Server(std::move(app))");
}

void World::start() {
  chance_ = chance_of_thread(options_.seed);
  clock_ = clock_of_thread(options_.in_browser ? detail::TestClock::Mode::running : detail::TestClock::Mode::frozen);
  start_server();
  if (options_.in_browser) relay_ = std::make_unique<Relay>([this] { return connect(PageOptions().peer); });
}

void World::start_server() {
  server_ = std::make_unique<detail::TestServer>(*app_, detail::TestServerOptions{.rate_limits = options_.rate_limits});
}

std::int64_t World::unix_seconds() const noexcept { return clock_->unix_ns() / kSecond; }

std::unique_ptr<StreamEnd> World::connect(std::string_view peer) {
  fail_elsewhere();
  fail_if_ended();
  return std::make_unique<StreamEnd>(server_->connect(peer));
}

void World::run() {
  fail_elsewhere();
  fail_if_ended();
  if (hushes_ == 0) server_->admit_others();
  while (run_server() && relay_ != nullptr && relay_->run(network_ns())) continue;
}

bool World::run_server() {
  if (chance_ == nullptr ? run_in_order() : run_by_chance()) return true;
  throw Failure("the server does not come to rest: something that it does makes itself due again at once");
}

bool World::run_in_order() {
  for (int rounds = 0; rounds < kMostRounds; ++rounds) {
    if (!server_->run()) return false;
    if (server_->waiting_work() == 0) return true;
    server_->run_work();
  }
  return false;
}

// Workers are as fast as the loop, or faster, or slower.
bool World::run_by_chance() {
  for (int callbacks = 0; callbacks < kMostCallbacks; ++callbacks) {
    const std::size_t waiting = server_->waiting_work();
    if ((waiting == 0 || chance_->below(2) == 0) && server_->run_one(&chance_->random)) continue;
    if (waiting == 0) return true;
    server_->run_work(chance_->below(waiting));
  }
  return false;
}

bool World::wait() {
  const std::int64_t due = server_->next_due_ns();
  if (due == kNever) return false;
  advance_to_next(std::max<std::int64_t>(0, due - now_ns()));
  return true;
}

void World::wait_for_threads() {
  pollfd server{.fd = server_->descriptor(), .events = POLLIN, .revents = 0};
  ::poll(&server, 1, 1);
}

std::int64_t World::advance_to_next(std::int64_t limit_ns) {
  std::int64_t due = server_->next_due_ns();
  for (const Part* part : parts_) due = std::min(due, part->next_due_ns());
  std::int64_t step = std::clamp<std::int64_t>(due == kNever ? limit_ns : due - now_ns(), 0, limit_ns);
  if (relay_ != nullptr) step = std::clamp<std::int64_t>(relay_->next_due_ns() - network_ns(), 0, step);
  clock_->advance(step);
  settle_all();
  return step;
}

void World::advance(std::int64_t ns) {
  settle_all();
  for (int still = 0; ns > 0;) {
    const std::int64_t passed = advance_to_next(ns);
    ns -= passed;
    still = passed == 0 ? still + 1 : 0;
    if (still > kMostRounds) throw Failure("time does not go on: something makes itself due again at once");
  }
}

bool World::advance_to_push() {
  if (!has_push()) return false;
  clock_->advance(std::max<std::int64_t>(0, server_->push_due_ns() - now_ns()));
  return true;
}

void World::advance_until_back(const Part* part) {
  const std::int64_t limit = now_ns() + kLongest;
  settle_all();
  const auto waits = [part](const Part* each) { return (part == nullptr || part == each) && !each->is_back(); };
  while (std::ranges::any_of(parts_, waits)) {
    if (now_ns() >= limit) throw Failure("the page is not joined again after a minute");
    advance_to_next(limit - now_ns());
  }
}

void World::advance_until_quiet(const Part& part) {
  advance_until_back(&part);
  const std::int64_t limit = now_ns() + kLongest;
  while (!part.is_quiet()) {
    if (now_ns() >= limit) throw Failure("what was under way has not arrived after a minute");
    advance_to_next(limit - now_ns());
  }
}

void World::set_network(const Network& network) {
  network_ = network;
  for (Part* const part : parts_) part->change_network(network);
  for (Part* const part : std::vector(parts_)) part->await_network();
}

void World::restart(Ending ending) {
  run();
  if (ending == Ending::killed) server_->kill();
  server_.reset();
  start_server();
}

void World::settle_all() {
  run();
  std::vector<Part*> parts = parts_;
  for (std::size_t left = parts.size(); left > 0; --left) {
    const std::size_t next = parts.size() - left;
    if (chance_ != nullptr) std::swap(parts[next], parts[next + chance_->below(left)]);
    parts[next]->settle();
  }
}

}  // namespace golive::testing
