#include "modes.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "driver.h"
#include "process.h"

namespace load {
namespace {

constexpr double kPatience = 30;  // seconds for what must come
constexpr double kSettle = 0.5;   // seconds of quiet before memory is read
// Linux acknowledges the first 16 segments of a connection at once (TCP_MAX_QUICKACKS), and on loopback the sender pays for that: a third
// of a delivery. Measured with them, of two servers the slower one would have them as the larger part of its second.
constexpr int kQuickAcks = 16;

[[noreturn]] void fail(const char* what) {
  std::fprintf(stderr, "load: %s\n", what);
  std::exit(1);
}

float microseconds_since(Clock::time_point begin) { return std::chrono::duration<float, std::micro>(Clock::now() - begin).count(); }

// Clients that come up to `ready`, and the measured part of a run.
class Run {
 public:
  using Happening = Client::Happening;

  explicit Run(const Options& options)
      : options_(options), driver_(options, [this](Connection& connection, Happening happening) { happened(connection, happening); }) {}

  Result events();
  Result idle();
  Result broadcast();
  Result gets();
  Result joins();
  Result rejoins();
  Result paced();

 private:
  bool live() const noexcept { return options_.protocol == Protocol::golive; }
  void happened(Connection& connection, Happening happening);
  void connect(std::size_t count);
  void wait_ready();
  void send_event(Connection& connection);
  // What was begun then has its answer.
  void answered(Clock::time_point begun);
  // Lets the clients go on for a while, then measures for the time asked for.
  void measure(Result& result);
  void begin(Result& result);
  void end(Result& result) const;

  const Options& options_;
  std::vector<Connection*> connections_;
  std::size_t ready_ = 0;
  std::uint64_t count_ = 0;
  std::uint64_t total_ = 0;
  bool measuring_ = false;
  std::vector<float> latencies_;
  Options post_;  // of the client that sets a broadcast off: it has no view
  Connection* trigger_ = nullptr;
  std::function<void(Connection&, Happening)> next_;  // what the mode does when something was answered
  Clock::time_point began_;
  std::uint64_t bytes_before_ = 0;
  Driver driver_;
};

void Run::happened(Connection& connection, Happening happening) {
  switch (happening) {
    case Happening::page:
      if (&connection == trigger_ || options_.mode == "get") break;
      return driver_.reconnect(connection, false);
    case Happening::open:
      if (live()) return driver_.send(connection, connection.client.join_message());
      [[fallthrough]];
    case Happening::joined:
      ready_ += 1;
      break;
    default:
      break;
  }
  if (next_) next_(connection, happening);
}

void Run::connect(std::size_t count) {
  // A few at a time, as the listen queue is short.
  while (connections_.size() < count) {
    const std::size_t batch = std::min(count, connections_.size() + 64);
    while (connections_.size() < batch) connections_.push_back(&driver_.add(live()));
    wait_ready();
  }
}

void Run::wait_ready() {
  if (!driver_.run(kPatience, [this] { return ready_ >= connections_.size(); })) fail("the clients do not get ready");
}

void Run::send_event(Connection& connection) {
  connection.sent_at = Clock::now();
  driver_.send(connection, connection.client.event_message());
}

void Run::answered(Clock::time_point begun) {
  count_ += 1;
  total_ += 1;
  if (measuring_) latencies_.push_back(microseconds_since(begun));
}

void Run::begin(Result& result) {
  count_ = 0;
  latencies_.clear();
  measuring_ = true;
  bytes_before_ = 0;
  for (const Connection* connection : connections_) bytes_before_ += connection->client.bytes_down();
  result.cpu_seconds = cpu_seconds(options_.pid);
  began_ = Clock::now();
}

void Run::end(Result& result) const {
  result.cpu_seconds = cpu_seconds(options_.pid) - result.cpu_seconds;
  result.seconds = std::chrono::duration<double>(Clock::now() - began_).count();
  result.count = count_;
  result.total = total_;
  std::uint64_t bytes = 0;
  for (const Connection* connection : connections_) bytes += connection->client.bytes_down();
  if (count_ > 0) result.bytes_down = static_cast<double>(bytes - bytes_before_) / static_cast<double>(count_);
  result.latencies = latencies_;
}

void Run::measure(Result& result) {
  const auto never = [] { return false; };
  driver_.stay_awake();
  driver_.run(std::min(1.0, options_.seconds / 4), never);
  begin(result);
  driver_.run(options_.seconds, never);
  // However short the time or busy the machine: nothing at all would be no figure.
  if (!driver_.run(kPatience, [this] { return count_ >= options_.clients; })) fail("the clients get no answers");
  end(result);
}

Result Run::events() {
  connect(options_.clients);
  const std::vector<Connection*> active = connections_;
  connect(options_.clients + options_.idle);
  next_ = [this](Connection& connection, Happening happening) {
    if (happening != Happening::answered) return;
    answered(connection.sent_at);
    send_event(connection);
  };
  for (Connection* connection : active) send_event(*connection);
  Result result;
  measure(result);
  return result;
}

// The first ones pay for what is there once; each of the others is the same again.
Result Run::idle() {
  const auto never = [] { return false; };
  const std::size_t first = options_.first > 0 ? options_.first : std::max<std::size_t>(1, options_.clients / 10);
  connect(first);
  driver_.run(kSettle, never);
  const double before = private_dirty_kib(options_.pid);
  connect(options_.clients);
  driver_.run(kSettle, never);
  Result result;
  result.unit = "connection";
  result.kib_each = (private_dirty_kib(options_.pid) - before) / static_cast<double>(std::max<std::size_t>(1, options_.clients - first));
  begin(result);
  driver_.run(options_.seconds, never);
  end(result);
  result.count = options_.clients;
  return result;
}

Result Run::broadcast() {
  connect(options_.clients);
  post_ = options_;
  post_.mode = "get";
  std::size_t outstanding = 0;
  std::uint64_t round = 0;
  bool bumped = false;
  next_ = [&](Connection& connection, Happening happening) {
    if (&connection == trigger_) {
      bumped = bumped || happening == Happening::page;
      return;
    }
    if ((happening != Happening::frame && happening != Happening::answered) || connection.count == round) return;
    connection.count = round;
    outstanding -= 1;
    answered(began_);
  };
  trigger_ = &driver_.add(true, post_);
  if (!driver_.run(kPatience, [&] { return bumped; })) fail("the page is not answered");
  // The viewers read while the server sends, whether it answers the POST before that or after.
  driver_.stay_awake();
  const auto bump = [&] {
    round += 1;
    outstanding = connections_.size();
    bumped = false;
    driver_.send(*trigger_, "POST /bump HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
    if (!driver_.run(kPatience, [&] { return bumped && outstanding == 0; })) fail("a broadcast does not reach every client");
  };
  for (int i = 0; i <= kQuickAcks; ++i) bump();
  Result result;
  result.unit = "delivery";
  begin(result);
  // Latencies are told from the beginning of a round.
  const auto measured_from = began_;
  const auto until = began_ + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(options_.seconds));
  while (Clock::now() < until) {
    began_ = Clock::now();
    bump();
  }
  began_ = measured_from;
  end(result);
  return result;
}

Result Run::gets() {
  next_ = [this](Connection& connection, Happening happening) {
    if (happening != Happening::page) return;
    answered(connection.sent_at);
    connection.sent_at = Clock::now();
    driver_.send(connection, connection.client.page_request());
  };
  for (std::size_t i = 0; i < options_.clients; ++i) connections_.push_back(&driver_.add(true));
  Result result;
  result.unit = "GET";
  measure(result);
  return result;
}

Result Run::joins() {
  std::size_t left = options_.clients;
  bool over = false;
  next_ = [&](Connection& connection, Happening happening) {
    // An echo server is asked for its page as well, and for one echo in place of the join.
    if (happening == Happening::open && !live()) return driver_.send(connection, connection.client.event_message());
    if (happening != Happening::joined && happening != Happening::answered) return;
    answered(connection.sent_at);
    if (live()) driver_.send(connection, connection.client.leave_message());
    if (!over) return driver_.reconnect(connection, true);
    driver_.close(connection);
    left -= 1;
  };
  for (std::size_t i = 0; i < options_.clients; ++i) connections_.push_back(&driver_.add(true));
  Result result;
  result.unit = "join";
  measure(result);
  // Every page that was asked for joins, so that the server's own numbers can be compared.
  over = true;
  if (!driver_.run(kPatience, [&left] { return left == 0; })) fail("a page does not join");
  result.total = total_;
  return result;
}

// One after the other, so that each is away for as long as the others take to come back.
Result Run::rejoins() {
  constexpr std::size_t kAtOnce = 64;
  connect(options_.clients);
  std::size_t next = 0;
  std::size_t away = 0;
  bool over = false;
  std::uint64_t total = connections_.size();
  const auto step = [&] { next = (next + 1) % connections_.size(); };
  const auto drop_next = [&] {
    while (connections_[next]->client.step() != Client::Step::ready) step();
    driver_.come_back(*connections_[next]);
    step();
  };
  next_ = [&](Connection& connection, Happening happening) {
    if (happening != Happening::joined) return;
    count_ += 1;
    total += 1;
    if (measuring_) latencies_.push_back(microseconds_since(connection.sent_at));
    if (over) away -= 1;
    else drop_next();
  };
  for (; away < std::min(kAtOnce, connections_.size()); ++away) drop_next();
  Result result;
  result.unit = "return";
  measure(result);
  over = true;
  if (!driver_.run(kPatience, [&away] { return away == 0; })) fail("a client does not come back");
  result.total = total;
  return result;
}

Result Run::paced() {
  connect(options_.clients);
  next_ = [this](Connection&, Happening happening) {
    if (happening == Happening::answered || happening == Happening::frame) count_ += 1;
  };
  constexpr double kBeat = 0.002;
  // The pages' own timers begin one after the other, as the clients came; so do the events.
  const auto step = std::chrono::duration_cast<Clock::duration>(
      std::chrono::duration<double>(1 / (options_.rate * static_cast<double>(connections_.size()))));
  std::size_t next = 0;
  const auto never = [] { return false; };
  const auto send_for = [&](double seconds) {
    const auto end = Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
    for (auto due = Clock::now(); due < end;) {
      for (; due <= Clock::now(); due += step, next = (next + 1) % connections_.size()) send_event(*connections_[next]);
      driver_.run(kBeat, never);
    }
  };
  send_for(1);
  Result result;
  result.unit = "message";
  begin(result);
  send_for(options_.seconds);
  // However short the time: nothing at all would be no figure.
  for (const auto begin = Clock::now(); count_ == 0; send_for(10 * kBeat))
    if (Clock::now() - begin > std::chrono::seconds{30}) fail("the clients get no answers");
  end(result);
  return result;
}

}  // namespace

Result run_mode(const Options& options) {
  Run run(options);
  if (options.mode == "event") return run.events();
  if (options.mode == "idle") return run.idle();
  if (options.mode == "broadcast") return run.broadcast();
  if (options.mode == "get") return run.gets();
  if (options.mode == "join") return run.joins();
  if (options.mode == "rejoin") return run.rejoins();
  if (options.mode == "paced") return run.paced();
  std::fprintf(stderr, "load: %s: no such mode\n", options.mode.c_str());
  std::exit(2);
}

}  // namespace load
