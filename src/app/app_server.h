#pragma once
// A running app: its loops with their threads, its views, its servers.
// Threads: construct, listen and destroy on one thread; the rest happens on the loops.
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/first_stage.h"
#include "app/gate.h"
#include "app/joins.h"
#include "app/loop_threads.h"
#include "app/pages.h"
#include "app/site.h"
#include "app/sockets.h"
#include "app/upgrades.h"
#include "base/address_quota.h"
#include "base/tls_certificate.h"
#include "http/server.h"
#include "live/runtime.h"
#include "security/session_watch.h"
#include "transport/web_socket_server.h"

namespace golive {

class Loop;
class WorkerPool;

// Somewhere to listen.
struct Place {
  std::string address;  // or the path of a Unix socket
  std::uint16_t port = 0;
  std::optional<TlsFiles> tls = std::nullopt;
  std::optional<unsigned> unix_mode = std::nullopt;
};

// How a server of a test (golive/detail/test_server.h) differs: it listens nowhere, touches no file, makes no thread, and is over at once
// when it ends.
struct TestPlace {
  std::vector<std::string>* thrown = nullptr;   // gets the texts of exceptions that end views
  std::vector<std::string>* refused = nullptr;  // gets why events were refused
  bool* ended = nullptr;                        // becomes true when the server ends
};

class AppServer {
 public:
  // Listens and serves, on `threads` threads of its own or, if none, whenever poll() is called. Throws Error GL0502 if a place cannot
  // be had, GL0512 if its files are not right, GL0608 for a proxy that is none, GL0504 if a thread cannot. `site` outlives the server.
  AppServer(const Config& config, Site& site, int threads, std::span<const Place> places, std::optional<TestPlace> test = std::nullopt);
  // Ends views (TerminateReason::shutdown) and sockets (1001), then the loops.
  ~AppServer();
  AppServer(const AppServer&) = delete;
  AppServer& operator=(const AppServer&) = delete;

  std::uint16_t port() const noexcept { return http_->port(); }
  // "http://localhost:3000" and the like, as they were chosen.
  const std::vector<std::string>& places() const noexcept { return places_; }
  // From any thread. Throws Error GL0512.
  void reload_tls();
  Stats stats() const;

  bool is_polled() const noexcept { return threads_ == nullptr; }
  // True in a callback of this app.
  bool is_current() const noexcept;
  // As Loop's; throws Error GL0505 while another poll() runs.
  std::chrono::nanoseconds poll(std::chrono::nanoseconds budget);
  int descriptor() const noexcept;

  // Of a test, on its thread: one callback, by chance if there is one; false: nothing is due.
  bool poll_one(detail::TestRandom* chance);
  // As the end of the process: no goodbye, no terminate(). Then destroy it.
  void die();
  Loop& loop() noexcept { return *loops_.front(); }
  live::Runtime& runtime() noexcept { return *runtimes_.front(); }
  http::Server& http() noexcept { return *http_; }
  security::Sessions& sessions() const noexcept { return gate_.sessions(); }
  // nullptr: no blocking route has been used.
  WorkerPool* workers() noexcept { return workers_.get(); }

 private:
  void make_runtimes(const Config& config, int threads);
  void make_servers(const Config& config, Site& site);
  void listen_at(std::span<const Place> places, const Config& config);
  void listen(const Place& place);
  WorkerPool& make_workers(int threads);
  void end();
  void run_to_end();

  // Destroyed in the reverse of this order, after the threads have ended. What these post meanwhile goes with its loop, and may hold the
  // last reference to a view and its lane: so the pool is the last.
  const std::optional<TestPlace> test_;
  std::chrono::nanoseconds stop_within_;
  AddressQuota addresses_;
  std::mutex workers_mutex_;
  std::unique_ptr<WorkerPool> workers_;
  const Gate gate_;
  FirstStage first_stage_;
  Joins joins_;
  std::vector<std::shared_ptr<Loop>> loops_;
  std::unique_ptr<security::SessionWatch> session_watch_;
  std::shared_ptr<live::ParkingQuota> parking_;
  std::vector<std::unique_ptr<live::Runtime>> runtimes_;
  std::unique_ptr<Pages> pages_;
  std::unique_ptr<Sockets> acceptor_;
  std::unique_ptr<transport::WebSocketServer> sockets_;
  std::unique_ptr<Upgrades> upgrades_;
  std::unique_ptr<http::Server> http_;
  std::vector<std::shared_ptr<TlsCertificate>> certificates_;
  std::vector<std::string> places_;
  class Drain;
  std::vector<std::unique_ptr<Drain>> drains_;  // one a loop, made by the destructor
  std::unique_ptr<LoopThreads> threads_;
  std::atomic<bool> polling_ = false;
};

}  // namespace golive
