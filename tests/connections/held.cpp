#include <chrono>
#include <iostream>
#include <mutex>
#include <thread>
#include <vector>

#include "connections/eventually.h"
#include "connections/scenarios.h"
#include "connections/watched_server.h"
#include "mix/live_page.h"

namespace connections {
namespace {

constexpr std::size_t kThreads = 4;
// By chance a table or a queue of the server grows a step more with the second crowd than with the first.
constexpr std::uint64_t kStepBytes = 4096;
// Of one address: a page that waits for its socket is kept for so many (ParkingLimits::served_per_address).
constexpr std::size_t kOfOneAddress = 60;

// Opens its share of the views and holds them for `hold` from the moment on that all are there.
class Holder {
 public:
  Holder(const WatchedServer& server, std::size_t first, std::size_t count) : random_(static_cast<unsigned>(first + 1)) {
    pages_.reserve(count);
    for (std::size_t i = first; i < first + count; ++i)
      pages_.emplace_back(mix::Place(server.port(), static_cast<std::uint32_t>(0x7f000100 + i / kOfOneAddress)), "/", random_);
  }
  void keep_until(std::chrono::steady_clock::time_point end) {
    do {
      for (mix::LivePage& page : pages_)
        if (!page.socket().is_quiet()) throw mix::WrongAnswer("the server has closed an idle page");
      std::this_thread::sleep_for(std::chrono::milliseconds(200));  // a browser is not faster either
    } while (std::chrono::steady_clock::now() < end);
  }
  // Every one of them is still what it was.
  void use() {
    for (mix::LivePage& page : pages_)
      if (!page.answer(page.event("inc")).shows(1)) throw mix::WrongAnswer("a page that was held does not count");
  }

 private:
  mix::Random random_;
  std::vector<mix::LivePage> pages_;
};

template <class Work>
void on_each(std::vector<std::unique_ptr<Holder>>& holders, Work work) {
  std::mutex mutex;
  std::string fault;
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < holders.size(); ++i) {
      threads.emplace_back([&, i] {
        try {
          work(holders[i], i);
        } catch (const std::exception& error) {
          const std::scoped_lock lock(mutex);
          fault = error.what();
        }
      });
    }
  }
  if (!fault.empty()) throw mix::WrongAnswer(fault);
}

// The state with all views held, and their heap gone again at the end.
State hold_once(const WatchedServer& server, std::size_t views, int seconds) {
  std::vector<std::unique_ptr<Holder>> holders(kThreads);
  const std::size_t share = views / kThreads;
  on_each(holders, [&](auto& holder, std::size_t i) { holder = std::make_unique<Holder>(server, i * share, share); });
  const State held = server.state();
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  on_each(holders, [&](auto& holder, std::size_t) { holder->keep_until(end); });
  const State kept = server.state();
  if (held["views"] != share * kThreads || kept["views"] != held["views"]) throw mix::WrongAnswer("views were lost\n" + kept.text);
  if (kept["resumes"] != held["resumes"]) throw mix::WrongAnswer("views were joined again\n" + kept.text);
  on_each(holders, [](auto& holder, std::size_t) { holder->use(); });
  return kept;
}

}  // namespace

void hold_views(const Options& options) {
  WatchedServer server(options.program, {"--ping-ms", std::to_string(options.ping_ms)});
  const std::size_t at_first = server.state_at_rest()["heap_bytes"];
  const State held = hold_once(server, options.views, options.hold);
  const State gone = server.state_at_rest();
  hold_once(server, options.views * 9 / 10, 0);
  const State gone_again = server.state_at_rest();
  std::cout << held["views"] << " idle views held for " << options.hold << " s: " << (held["heap_bytes"] - at_first) / held["views"]
            << " bytes of heap each; " << gone["heap_bytes"] << " bytes when they had gone, " << gone_again["heap_bytes"]
            << " when others had come and gone\n";
  if (gone_again["heap_bytes"] > gone["heap_bytes"] + kStepBytes) throw mix::WrongAnswer("views that have gone left something behind");
  if (const std::string end = server.process().stop(); !end.empty()) throw mix::WrongAnswer(end);
}

}  // namespace connections
