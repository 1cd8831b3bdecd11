// The pages that loads and measurements are run against: /counter, /ticking, /table, /blocks, /feed with POST /bump, /cells, /holes, /text,
// /work, /lines, /engine. /stats tells what became of the views.
#include <golive/golive.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "../../examples/options.h"
#include "engine.h"
#include "holes.h"
#include "lines.h"
#include "parking.h"
#include "stage.h"
#include "table.h"

using namespace golive;

namespace {

// Events: inc, dec.
struct Counter {
  std::int64_t count = 0;
  void inc() { ++count; }
  void dec() { --count; }
  Html render() const {
    return HTML(R"(<output>{count}</output> <button lv-click={}>-</button> <button lv-click={}>+</button>)", count, on<&Counter::dec>(),
                on<&Counter::inc>());
  }
};

// /ticking?hz=1: a counter that also counts by itself. Event inc.
struct Ticking {
  std::int64_t count = 0;
  int hz = 1;

  void mount(Socket&, const Params& params) { hz = std::clamp(params.get<int>("hz").value_or(1), 1, 1'000); }
  void connected(Socket& socket) { socket.every<&Ticking::inc>(Duration(std::chrono::seconds{1}) / hz); }
  void inc() { ++count; }
  Html render() const { return HTML(R"(<output>{count}</output> <button lv-click={}>+</button>)", count, on<&Ticking::inc>()); }
};

// Shows the number last published; POST /bump publishes the next one to all viewers.
struct Feed {
  Service<Topic<std::int64_t>> numbers;
  Service<std::atomic<std::int64_t>> newest;
  std::int64_t shown = 0;

  void mount() { shown = newest->load(); }
  void connected(Socket& socket) {
    socket.subscribe<&Feed::show>(*numbers);
    shown = newest->load();  // what was published between mount and here
  }
  void show(std::int64_t number) { shown = number; }
  Html render() const { return HTML(R"(<output>{shown}</output>)", shown); }
};

// /cells?n=200&hz=60: numbers that change by themselves, all of them at every beat. &stage=0: at every act there instead (stage.h).
// &clock=1: the first number is the time, in milliseconds since 1970.
struct Cells {
  Service<Stages> stages;
  std::vector<std::int64_t> values = {};
  int hz = 60;
  std::size_t stage = kNoStage;
  std::int64_t beat = 0;
  bool clock = false;

  void mount(Socket&, const Params& params) {
    clock = params.get<int>("clock").value_or(0) != 0;
    values.resize(static_cast<std::size_t>(std::clamp(params.get<int>("n").value_or(200), 1, 100'000)));
    stage = stage_of(params);
    hz = std::clamp(params.get<int>("hz").value_or(60), 1, 10'000);
    tick();
  }
  void connected(Socket& socket) {
    if (stage == kNoStage) socket.every<&Cells::tick>(Duration(std::chrono::seconds{1}) / hz);
    else stages->enter<&Cells::act>(socket, stage);
  }
  void act(const std::string&) { tick(); }
  void tick() {
    beat = clock ? std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()).time_since_epoch().count() : beat + 1;
    std::int64_t index = 0;
    for (std::int64_t& value : values) value = beat * 7919 + ++index;
  }
  Html render() const {
    std::size_t index = 0;
    return HTML(R"(<p>{beat}</p><div id="bar" style="width: {width}px"></div><div>{cells}</div>)", beat, arg("width", beat % 200),
                arg("cells", each(
                                 values, [&](std::int64_t) { return index++; },
                                 [](std::int64_t value) { return HTML(R"(<span>{value}</span> )", value); })));
  }
};

// /text?bytes=100. Event change: another text of that length, so that the frame is about as long.
struct Text {
  std::string text;

  void mount(Socket&, const Params& params) {
    text.assign(std::clamp<std::size_t>(params.get<std::size_t>("bytes").value_or(100), 1, 1'000'000), 'a');
  }
  void change() { text.assign(text.size(), text.front() == 'a' ? 'b' : 'a'); }
  Html render() const { return HTML(R"(<pre>{text}</pre> <button lv-click={}>change</button>)", text, on<&Text::change>()); }
};

// The program's own thread: runs one errand after the other, and those that wait when it ends.
class Errands {
 public:
  Errands() : thread_([this] { loop(); }) {}
  ~Errands() {
    run(nullptr);
    thread_.join();
  }
  void run(std::function<void()> errand) {
    {
      const std::scoped_lock lock(mutex_);
      waiting_.push_back(std::move(errand));
    }
    changed_.notify_one();
  }

 private:
  void loop() {
    for (;;) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return !waiting_.empty(); });
      const std::function<void()> errand = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      if (!errand) return;
      errand();
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
  std::thread thread_;
};

// /work, a blocking route. Event work: 2 ms on a worker, then a thread of the program sends the result back by a handle.
struct Work {
  Service<Errands> errands;
  std::int64_t begun = 0;
  std::int64_t done = 0;

  void work(Socket& socket) {
    ++begun;
    std::this_thread::sleep_for(2ms);
    errands->run([handle = socket.handle()] { handle.send<&Work::finish>(1); });
  }
  void finish(int count) { done += count; }
  Html render() const {
    return HTML(R"(<output>{begun}</output> <output>{done}</output> <button lv-click={}>work</button>)", begun, done, on<&Work::work>());
  }
};

std::string as_json(const Stats& stats) {
  const auto field = [](const char* name, std::uint64_t value) { return "\"" + std::string(name) + "\":" + std::to_string(value); };
  return "{" + field("views", stats.views) + "," + field("parked", stats.parked) + "," + field("mounts", stats.mounts) + "," +
         field("resumes", stats.resumes) + "," + field("terminates", stats.terminates) + "}";
}

}  // namespace

int main(int argc, char** argv) {
  const ParkingLimits parking = take_parking(argc, argv);
  const Options options(argc, argv, "Pages to load and to measure");
  Topic<std::int64_t> numbers;
  std::atomic<std::int64_t> newest = 0;
  Errands errands;
  Engine engine;

  Lines lines;
  Stages stages;
  Config config = options.config();
  config.parking = parking;
  config.events_per_second = 0;  // clients that measure are faster than people

  App app(config);
  app.live<Counter>("/counter", {.title = "counter"});
  app.live<Ticking>("/ticking", {.title = "ticking"});
  app.live("/table", [&] { return Table{.stages = stages}; }, {.title = "table"});
  app.live<BlockTable>("/blocks", {.title = "blocks"});
  app.live("/feed", [&] { return Feed{numbers, newest}; }, {.title = "feed"});
  app.live("/cells", [&] { return Cells{stages}; },
           {.title = "cells", .css = "span { display: inline-block; width: 7em; font-variant-numeric: tabular-nums; }"});
  app.live<Text>("/text", {.title = "text"});
  app.live<Holes>("/holes", {.title = "holes"});
  app.live("/work", [&] { return Work{errands}; }, {.title = "work", .blocking = true});
  app.live("/lines", [&] { return LinesPage{lines.feed()}; }, {.title = "lines", .css = std::string(kLinesCss)});
  app.live("/engine", [&] { return EnginePage{engine.run()}; }, {.title = "engine"});
  app.post("/bump", [&](const Request&) {
    const std::int64_t number = newest.fetch_add(1) + 1;
    numbers.publish(number);
    return Response::text(std::to_string(number));
  });
  app.post("/stage/{number}/{act}", [&](const Request& request) {
    Topic<std::string>* const acts = stages.find(request.params.get<std::size_t>("number").value_or(kNoStage));
    if (acts == nullptr) return Response{404, "no such stage", {}};
    acts->publish(request.params.get<std::string>("act").value_or(""));
    return Response::text("");
  });
  app.get("/stats", [&](const Request&) { return Response::text(as_json(app.stats())); });
  return app.run();
}
