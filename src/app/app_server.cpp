#include "app/app_server.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/clock.h"
#include "base/loop.h"
#include "base/timer.h"
#include "base/worker_pool.h"
#include "golive/error.h"
#include "protocol/close_code.h"

namespace golive {
namespace {

constexpr std::chrono::milliseconds kDrainStep{5};

std::vector<std::string> addresses_of(const Config& config, std::span<const Place> places) {
  std::vector<std::string> addresses;
  for (const Place& place : places) addresses.push_back(place.address);
  if (addresses.empty()) addresses.push_back(config.address);
  return addresses;
}

transport::WebSocketOptions socket_options(const Config& config) {
  const auto milliseconds = [](Duration time) { return std::chrono::ceil<std::chrono::milliseconds>(time); };
  return {.message_bytes = config.http.message,
          .message_time = milliseconds(config.http.message_time),
          .slowest_sender = config.http.slowest_sender,
          .connections = config.connections,
          .ping_after = milliseconds(config.http.ping_time),
          .pong_within = milliseconds(config.http.pong_time),
          .drain_within = milliseconds(config.stalled_socket),
          .close_within = milliseconds(config.http.close_time)};
}

}  // namespace

// Stops a loop when no socket is open any more, or when they had their time. On that loop.
class AppServer::Drain {
 public:
  Drain(Loop& loop, const transport::WebSocketServer& sockets, const http::Server& http)
      : loop_(loop), sockets_(sockets), http_(http), timer_(loop, [this] { look(); }) {}

  void start(std::chrono::steady_clock::time_point end) {
    end_ = end;
    look();
  }

 private:
  void look() {
    if ((sockets_.connections() == 0 && http_.connections() == 0) || monotonic_now() > end_) loop_.stop();
    else timer_.start(kDrainStep);
  }

  Loop& loop_;
  const transport::WebSocketServer& sockets_;
  const http::Server& http_;
  std::chrono::steady_clock::time_point end_;
  Timer timer_;
};

AppServer::AppServer(const Config& config, Site& site, int threads, std::span<const Place> places, std::optional<TestPlace> test)
    : test_(test),
      stop_within_(config.stop_within),
      addresses_({.connections = config.connections_per_address, .joins = config.joins_per_address}),
      gate_(config, addresses_of(config, places), !test),
      first_stage_(gate_, config.development),
      joins_(site, first_stage_) {
  site.prepare(config.sealed_events);
  make_runtimes(config, std::max(1, threads));
  make_servers(config, site);
  listen_at(places, config);
  if (threads > 0) threads_ = std::make_unique<LoopThreads>(loops_, config.thread);
}

void AppServer::listen_at(std::span<const Place> places, const Config& config) {
  if (test_) return;
  for (const Place& place : places) listen(place);
  if (places.empty()) listen({.address = config.address, .port = config.port});
}

void AppServer::make_runtimes(const Config& config, int threads) {
  const state::RootSecret& secret = gate_.secret();
  const security::KeyRing join_keys = secret.keys("join token");
  const live::Settings settings{.hash_key = secret.number("page digest"),
                                .token_lifetime = config.token_lifetime,
                                .join_within = config.join_within,
                                .mailbox = config.mailbox,
                                .events = {.a_second = static_cast<std::int32_t>(config.events_per_second),
                                           .at_once = static_cast<std::int32_t>(config.events_at_once)},
                                .development = config.development,
                                .thrown = test_ ? test_->thrown : nullptr,
                                .refused = test_ ? test_->refused : nullptr,
                                .parking = config.parking,
                                .addresses = &addresses_,
                                .csrf = &gate_.csrf(),
                                .event_keys = secret.keys("sealed events")};
  parking_ = std::make_shared<live::ParkingQuota>(config.parking);
  for (int i = 0; i < threads; ++i) {
    const auto& loop = loops_.emplace_back(std::make_shared<Loop>(static_cast<std::size_t>(i)));
    if (test_) loop->hold_others();
    runtimes_.push_back(std::make_unique<live::Runtime>(
        *loop, settings, join_keys, joins_, [this, count = config.workers]() -> WorkerPool& { return make_workers(count); }, parking_));
  }
  for (const auto& runtime : runtimes_) runtime->meet(runtimes_);
  session_watch_ = std::make_unique<security::SessionWatch>(*loops_.front(), gate_.sessions());
}

void AppServer::make_servers(const Config& config, Site& site) {
  std::vector<Loop*> loops;
  for (const auto& loop : loops_) loops.push_back(loop.get());
  pages_ = std::make_unique<Pages>(site, first_stage_, runtimes_);
  acceptor_ = std::make_unique<Sockets>(gate_, site, runtimes_);
  transport::WebSocketOptions options = socket_options(config);
  options.addresses = &addresses_;
  sockets_ = std::make_unique<transport::WebSocketServer>(loops, options, *acceptor_);
  upgrades_ = std::make_unique<Upgrades>(site, first_stage_, *sockets_);
  auto proxies = http::TrustedProxies::parse(config.proxies);
  if (!proxies) throw Error::of("GL0608", {proxies.error(), "proxies", "an address, a network like 10.0.0.0/8, or unix"});
  const http::ServerOptions http{
      .limits = config.http, .connections = config.connections, .proxies = std::move(*proxies), .addresses = &addresses_};
  http_ = std::make_unique<http::Server>(loops, http, *pages_, upgrades_.get());
}

void AppServer::listen(const Place& place) {
  const auto check = [](const std::expected<void, std::string>& listening) {
    if (!listening) throw Error::of("GL0502", {listening.error()});
  };
  if (place.unix_mode) {
    check(http_->listen_unix(place.address, *place.unix_mode));
    places_.push_back("unix:" + place.address);
    return;
  }
  std::shared_ptr<TlsCertificate> certificate;
  if (place.tls) {
    auto loaded = TlsCertificate::load(*place.tls);
    if (!loaded) throw Error::of("GL0512", {loaded.error()});
    certificate = certificates_.emplace_back(std::move(*loaded));
  }
  check(http_->listen(place.address, place.port, certificate));
  const std::string host = place.address.find(':') == std::string::npos ? place.address : '[' + place.address + ']';
  places_.push_back((certificate ? "https://" : "http://") + host + ':' + std::to_string(http_->last_port()));
}

void AppServer::reload_tls() {
  for (const auto& certificate : certificates_) {
    if (auto reloaded = certificate->reload(); !reloaded) throw Error::of("GL0512", {reloaded.error()});
  }
}

AppServer::~AppServer() {
  if (test_ && test_->ended != nullptr) *test_->ended = true;
  if (http_ != nullptr) end();
  threads_.reset();
  // Blocking views end what they are in and are terminated before anything they use goes.
  if (workers_ != nullptr) workers_->finish();
  for (const auto& loop : loops_) loop->discard();
}

void AppServer::end() {
  const auto end = monotonic_now() + stop_within_;
  if (test_) loop().hold_others();  // but not this thread, which may be another than before
  for (const auto& loop : loops_) drains_.push_back(std::make_unique<Drain>(*loop, *sockets_, *http_));
  for (std::size_t i = 0; i < loops_.size(); ++i) {
    loops_[i]->post([this, i, end] {
      if (i == 0) http_->stop_accepting();
      runtimes_[i]->end_all();
      sockets_->close_all(*loops_[i], CloseCode::going_away, "the server stops");
      drains_[i]->start(end);
    });
  }
  if (is_polled()) run_to_end();
}

// Until its drain stops it. Where time stands still, and where browsers are on this thread too, what is not over when nothing is due is
// cut off.
void AppServer::run_to_end() {
  Loop& loop = *loops_.front();
  if (!test_ && test_clock == nullptr) return loop.run();
  constexpr int kMostCallbacks = 100'000;
  for (int i = 0; i < kMostCallbacks && loop.poll_one(); ++i) {
  }
}

void AppServer::die() {
  const Loop::Current current(loop());
  http_.reset();  // first: what is being answered has nobody to answer
  for (const auto& runtime : runtimes_) runtime->abandon_all();
  sockets_.reset();
  if (workers_ != nullptr) workers_->discard();
}

bool AppServer::is_current() const noexcept {
  return std::ranges::any_of(loops_, [](const auto& loop) { return loop->is_current(); });
}

namespace {

// Of one poll at a time.
class Polling {
 public:
  explicit Polling(std::atomic<bool>& polling) : polling_(polling) {
    if (polling_.exchange(true, std::memory_order_acquire)) throw Error::of("GL0505");
  }
  ~Polling() { polling_.store(false, std::memory_order_release); }
  Polling(const Polling&) = delete;
  Polling& operator=(const Polling&) = delete;

 private:
  std::atomic<bool>& polling_;
};

}  // namespace

std::chrono::nanoseconds AppServer::poll(std::chrono::nanoseconds budget) {
  const Polling polling(polling_);
  return loops_.front()->poll(budget);
}

bool AppServer::poll_one(detail::TestRandom* chance) {
  const Polling polling(polling_);
  return chance == nullptr ? loops_.front()->poll_one() : loops_.front()->poll_one(*chance);
}

int AppServer::descriptor() const noexcept { return loops_.front()->descriptor(); }

WorkerPool& AppServer::make_workers(int threads) {
  const std::scoped_lock lock(workers_mutex_);
  if (workers_ == nullptr) workers_ = std::make_unique<WorkerPool>(test_ ? 0 : threads);
  return *workers_;
}

Stats AppServer::stats() const {
  Stats sum;
  sum.parked = parking_->views();
  for (const auto& runtime : runtimes_) {
    const live::Counters& counters = runtime->counters();
    // In this order: a view that leaves meanwhile must not count as fewer than none.
    const std::uint64_t leaves = counters.leaves.value();
    sum.views += counters.joins.value() - leaves;
    sum.resumes += counters.resumes.value();
    sum.mounts += counters.mounts.value();
    sum.terminates += counters.terminates.value();
    sum.renders += counters.renders.value();
    sum.shared_renders += counters.shared_renders.value();
    sum.events += counters.events.value();
    sum.refused_events += counters.refused_events.value();
    sum.refused_seals += counters.refused_seals.value();
    sum.guessers += counters.guessers.value();
    sum.refused_frames += counters.refused_frames.value();
    sum.refused_joins += counters.refused_joins.value();
    sum.over_rate += counters.over_rate.value();
    sum.refused_messages += counters.refused_messages.value();
    sum.crashes += counters.crashes.value();
    sum.over_budget += counters.over_budget.value();
  }
  return sum;
}

}  // namespace golive
