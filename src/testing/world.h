#pragma once
// An app under test with its clock: runs what is due, on the thread of the test.
//
// Threads: the one that made it; used on another it throws Failure, but may end there. All worlds of a thread live by one clock, which
// stands still but for advance(), and by the chance of one seed.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "golive/app.h"
#include "golive/detail/test_clock.h"
#include "golive/detail/test_random.h"
#include "golive/detail/test_server.h"
#include "golive/testing/network.h"
#include "golive/testing/options.h"
#include "testing/relay.h"
#include "testing/stream_end.h"

namespace golive::testing {

// What the worlds of a thread leave to chance, and by which seed.
struct Chance {
  explicit Chance(std::uint64_t given) : seed(given), random(given) {}
  std::uint64_t below(std::uint64_t bound) noexcept { return random.next() % bound; }

  const std::uint64_t seed;
  detail::TestRandom random;
};

// Of the worlds on this thread; 0: there is none with a seed.
std::uint64_t seed_of_thread() noexcept;

class World : public std::enable_shared_from_this<World> {
 public:
  World(App& app, ServerOptions options);  // which outlives it
  World(App&& app, ServerOptions options);
  ~World();
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  // Somebody's end of a new connection.
  std::unique_ptr<StreamEnd> connect(std::string_view peer);

  // All that is due now, workers' work too, and what other threads have posted until now. Throws Failure if it does not come to an end.
  void run();
  // While it lives, what other threads post waits.
  class Hush {
   public:
    explicit Hush(World& world) noexcept : world_(world) { ++world_.hushes_; }
    ~Hush() { --world_.hushes_; }
    Hush(const Hush&) = delete;
    Hush& operator=(const Hush&) = delete;

   private:
    World& world_;
  };

  // Nothing is due, but an answer is: lets real time pass for other threads of the host, then virtual time to the next timer. False: there
  // is nothing to wait for.
  bool wait();

  // A millisecond of real time, or less if another thread gives the server something to do.
  void wait_for_threads();

  std::int64_t now_ns() const noexcept { return clock_->monotonic_ns(); }
  std::int64_t unix_seconds() const noexcept;
  // By how much advance() has put it ahead of the real time (in a browser).
  std::int64_t ahead_ns() const noexcept { return clock_->advanced_ns(); }
  // What networks go by: in a browser only what is advanced is time that a message takes.
  std::int64_t network_ns() const noexcept { return options_.in_browser ? ahead_ns() : now_ns(); }

  // Throws Failure if the app has ended.
  detail::TestServer& server() { return fail_if_ended(), *server_; }
  App& app() noexcept { return *app_; }
  const ServerOptions& options() const noexcept { return options_; }
  // Between browsers and the server; nullptr: all pages are in memory.
  Relay* relay() const noexcept { return relay_.get(); }

  // Something that takes part in time: a page with its timers.
  class Part {
   public:
    virtual void settle() = 0;                     // all that is due now
    virtual std::int64_t next_due_ns() const = 0;  // max: nothing
    virtual bool is_back() const = 0;              // no view of it waits to be joined
    virtual bool is_quiet() const = 0;             // nothing is under way between it and the server
    virtual void change_network(const Network& network) = 0;
    // Of a network that is good: time goes on until the page is joined and all has arrived. Throws Failure, for what is wrong then, too.
    virtual void await_network() = 0;

   protected:
    ~Part() = default;
  };
  std::uint64_t next_number() noexcept { return ++pages_; }  // of a page
  void add(Part& part) { parts_.push_back(&part); }
  void remove(Part& part) { std::erase(parts_, &part); }

  // Time goes on by so much, or to what is due next if that is sooner; what is due then runs. Returns by how much.
  std::int64_t advance_to_next(std::int64_t limit_ns);
  void advance(std::int64_t ns);
  // Whether a view has changed and waits for its browser's next frame; to that frame, if so.
  bool has_push() const noexcept { return server_->push_due_ns() != detail::TestServer::kNever; }
  bool advance_to_push();
  // As time must go on for `part`, or all parts, to be back. Throws Failure if that takes more than a minute.
  void advance_until_back(const Part* part = nullptr);
  // And for all that is under way to arrive.
  void advance_until_quiet(const Part& part);

  // Of all pages, and those to come.
  void set_network(const Network& network);
  const Network& network() const noexcept { return network_; }

  // The server ends, with a goodbye or as if its process had been killed, and another one serves the app from now on.
  enum class Ending : bool { graceful, killed };
  void restart(Ending ending);

 private:
  bool is_on_its_thread() const noexcept { return std::this_thread::get_id() == thread_; }
  void fail_elsewhere() const;
  void fail_if_ended() const;
  void start();
  void start_server();
  void settle_all();
  bool run_server();
  bool run_in_order();
  bool run_by_chance();

  const std::thread::id thread_ = std::this_thread::get_id();
  ServerOptions options_;
  std::unique_ptr<App> own_;
  App* app_;
  std::shared_ptr<Chance> chance_;  // nullptr: nothing is left to it
  std::shared_ptr<detail::TestClock> clock_;
  std::unique_ptr<detail::TestServer> server_;
  std::unique_ptr<Relay> relay_;
  std::vector<Part*> parts_;
  Network network_;
  std::uint64_t pages_ = 0;
  unsigned hushes_ = 0;
};

}  // namespace golive::testing
