// Threads of the app that never pause.
#include "browser/both_ways/both_ways.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <thread>

namespace golive::testing {
namespace {

// Counts what comes by a topic and by its handle.
struct Gauge {
  static constexpr bool survives = false;
  Topic<int>* topic = nullptr;
  std::function<void(ViewHandle)> found = [](const ViewHandle&) {};
  int values = 0, sent = 0, clicks = 0;
  void mount(Socket& socket) {
    socket.subscribe<&Gauge::take>(*topic);
    found(socket.handle());
  }
  // Slower than they are published.
  void take(int) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::microseconds(2);
    while (std::chrono::steady_clock::now() < end) continue;
    ++values;
  }
  void send() { ++sent; }
  void click() { ++clicks; }
  Html render() const {
    return HTML(R"(<b>{}</b><i>{}</i><u>{}</u><button lv-click={}>+</button>)", values, sent, clicks, on<&Gauge::click>());
  }
};

// A thread of the host that publishes and sends without a pause.
class RestlessThreads : public BothWays {
 protected:
  ~RestlessThreads() override {
    ends_ = true;
    if (thread_.joinable()) thread_.join();
  }
  // How pages are served that it publishes to.
  App& with(const RouteOptions& options) {
    app_.live(
        "/",
        [this] {
          return Gauge{.topic = &topic_, .found = [this](ViewHandle handle) {
                         const std::scoped_lock lock(mutex_);
                         newest_ = std::move(handle);
                       }};
        },
        options);
    thread_ = std::thread([this] {
      while (!ends_) {
        topic_.publish(1);
        ViewHandle handle;
        {
          const std::scoped_lock lock(mutex_);
          handle = newest_;
        }
        handle.send<&Gauge::send>();
      }
    });
    return app_;
  }

  // Steps end, and show what came before and what they do.
  static void use(Page& page) {
    for (int i = 1; i <= 2; ++i) {
      page.click("button");
      page.until([&] { return page.text("u") == std::to_string(i); });
    }
    page.until([&] { return page.text("b") != "0" && page.text("i") != "0"; });
    const std::string before = page.text("b");
    page.advance(50ms).until([&] { return page.text("b") != before; });
  }

  App app_;
  Topic<int> topic_;
  std::mutex mutex_;
  ViewHandle newest_;
  std::atomic<bool> ends_ = false;
  std::thread thread_;
};
GOLIVE_BOTH_WAYS(RestlessThreads);

TEST_P(RestlessThreads, LetStepsEnd) {
  Page page = open(with({}));
  use(page);
}

TEST_P(RestlessThreads, LetStepsOfBlockingRoutesEnd) {
  Page page = open(with({.blocking = true}));
  use(page);
}

TEST_P(RestlessThreads, LetStepsByChanceEnd) {
  Page page = open(with({.blocking = true}), "/", {.server = {.seed = 7}});
  use(page);
}

TEST_P(RestlessThreads, LetServersEndAndOthersBegin) {
  if (in_browser()) return;  // where it takes long, and shows no more
  Page page = open(with({}));
  page.restart_server();
  use(page);
  page.kill_server();
  page.click("button").until([&] { return page.text("u") == "1"; });
}

}  // namespace
}  // namespace golive::testing
