// Faults in the life of a view.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "golive/golive.h"
#include "unit/app/visitor.h"

namespace golive {
namespace {

using namespace std::chrono_literals;
using test::eventually;
using test::Tab;
using test::Visitor;

struct Clicks {
  int count = 0;
  void add() { ++count; }
  Html render() const { return HTML("<p lv-click={}>{count}</p>", on<&Clicks::add>(), count); }
};

TEST(KnownFaults, W02_AnEventBeforeTheJoinReachesNoComponent) {
  App app;
  app.live<Clicks>("/").listen("127.0.0.1", 0).start();
  const test::ServedPage page = Visitor(app.port()).page("/");
  for (const char* message : {R"([1,"add",null,0])", R"([0,"full",null,0])", R"([0,"hide",null,0])"}) {
    const auto early = Visitor(app.port()).open(page);
    early->text(message);
    EXPECT_TRUE(early->read().payload.starts_with(R"([0,0,"e",{"code":"not_joined")")) << message;
    EXPECT_EQ(early->read_close(), 1008) << message;
  }
  // The view of the page waits as it was: with the state that the page shows.
  EXPECT_TRUE(Visitor(app.port()).join(page).answer.starts_with(R"([1,0,"s",)"));
  EXPECT_EQ(app.stats().events, 0u);
  EXPECT_EQ(app.stats().mounts, 1u);
}

// What has become of each object that was mounted.
struct Lives {
  std::mutex mutex;
  std::vector<int> terminates;  // of the n-th mount

  int begin() {
    const std::scoped_lock lock(mutex);
    terminates.push_back(0);
    return static_cast<int>(terminates.size()) - 1;
  }
  void end(int life) {
    const std::scoped_lock lock(mutex);
    ++terminates[static_cast<std::size_t>(life)];
  }
  std::vector<int> seen() {
    const std::scoped_lock lock(mutex);
    return terminates;
  }
};

struct Mortal {
  Service<Lives> lives;
  int life = -1;

  void mount() { life = lives->begin(); }
  void fail() { throw std::runtime_error("fail"); }
  void terminate() { lives->end(life); }
  Html render() const { return HTML("<p lv-click={}></p>", on<&Mortal::fail>()); }
};

// Serves pages whose lives are told.
class MortalApp {
 public:
  explicit MortalApp(const ParkingLimits& parking) : app_(Config{.threads = 2, .http = {.close_time = 50ms}, .parking = parking}) {
    app_.live("/", [this] { return Mortal{lives_}; }).listen("127.0.0.1", 0).start();
  }
  std::uint16_t port() const { return app_.port(); }
  void stop() { app_.stop(); }
  bool soon_ended(long count) {
    return eventually([&] { return std::ranges::count(lives_.seen(), 1) == count; });
  }
  bool soon_all_ended() {
    return eventually([&] { return std::ranges::all_of(lives_.seen(), [](int ends) { return ends == 1; }); });
  }
  std::vector<int> lives() { return lives_.seen(); }

 private:
  Lives lives_;
  App app_;
};

TEST(KnownFaults, W05_EveryMountIsTerminatedOnceHoweverItEnds) {
  MortalApp app({.served = {.views = 100, .bytes = 1u << 20, .time = 50ms}, .lost = {.views = 100, .bytes = 1u << 20, .time = 50ms}});
  for (int i = 0; i < 10; ++i) Visitor(app.port()).get("/");  // nobody joins these
  Visitor(app.port()).ask("HEAD", "/");
  {
    Tab left(app.port());
    left.leave();
    EXPECT_EQ(left.read(), "closed 1000");
    Tab crashed(app.port());
    crashed.ask("fail");
    const Tab cut(app.port());
  }
  EXPECT_TRUE(app.soon_all_ended()) << "while the app runs on";
  {
    const Tab open(app.port());
    app.stop();
  }
  // On a busy machine a page may have been given up before its socket came, and its view was mounted again.
  const std::vector<int> lives = app.lives();
  EXPECT_GE(lives.size(), 15u);
  EXPECT_EQ(lives, std::vector<int>(lives.size(), 1));
}

TEST(KnownFaults, W07_AViewThatMakesRoomForOthersIsEnded) {
  MortalApp app({.served = {.views = 2, .bytes = 1u << 20, .time = 60s}, .lost = {.views = 3, .bytes = 1u << 20, .time = 60s}});
  for (int i = 0; i < 7; ++i) const Tab lost(app.port());
  EXPECT_TRUE(app.soon_ended(4)) << "three wait, the others are over";
  for (int i = 0; i < 5; ++i) Visitor(app.port()).get("/");
  EXPECT_TRUE(app.soon_ended(4 + 3)) << "two wait, and have taken no room of those that were lost";
  app.stop();
  EXPECT_EQ(app.lives(), std::vector<int>(12, 1));
}

// Counts who is inside of a view's callbacks.
struct Inside {
  std::atomic<int> now = 0;
  std::atomic<int> met = 0;  // entered while somebody was there
  std::atomic<int> added = 0;
  std::mutex mutex;
  ViewHandle handle;
};

struct Lone {
  Service<Topic<int>> topic;
  Service<Inside> inside;
  int sum = 0;

  struct Visit {
    explicit Visit(Inside& of) : inside(of) {
      inside.met += inside.now.fetch_add(1) == 0 ? 0 : 1;
      std::this_thread::yield();
    }
    ~Visit() { --inside.now; }
    Inside& inside;
  };
  void connected(Socket& socket) {
    const Visit visit(*inside);
    socket.subscribe<&Lone::add>(*topic);
    socket.every<&Lone::tick>(1ms);
    const std::scoped_lock lock(inside->mutex);
    inside->handle = socket.handle();
  }
  void add(int by) {
    const Visit visit(*inside);
    sum += by;
    ++inside->added;
  }
  void tick() { const Visit visit(*inside); }
  int total() {
    const Visit visit(*inside);
    return sum;
  }
  Html render() const {
    const Visit visit(*inside);
    return HTML("<p lv-click={}>{sum}</p><p lv-click={}></p>", on<&Lone::add>(1), sum, on<&Lone::total>());
  }
};

void feed_from_everywhere(const RouteOptions& options) {
  Topic<int> topic;
  Inside inside;
  App app(Config{.threads = 2});
  app.live(
         "/",
         [&] {
           return Lone{topic, inside};
         },
         options)
      .listen("127.0.0.1", 0)
      .start();
  Tab tab(app.port());
  ASSERT_TRUE(eventually([&] {
    const std::scoped_lock lock(inside.mutex);
    return inside.handle.alive();
  }));
  // A worker's subscription begins at the loop's next turn.
  ASSERT_TRUE(eventually([&] {
    topic.publish(0);
    return inside.added > 0;
  }));
  constexpr int kEach = 300;  // together they fit into what may wait for a worker
  std::thread publisher([&] {
    for (int i = 0; i < kEach; ++i) topic.publish(1);
  });
  std::thread sender([&, handle = inside.handle] {
    for (int i = 0; i < kEach; ++i) EXPECT_TRUE(handle.send<&Lone::add>(1));
  });
  for (int i = 0; i < kEach; ++i) tab.send("add(1)");
  publisher.join();
  sender.join();
  EXPECT_TRUE(eventually([&] {
    tab.send("total");
    const std::string answer = tab.read_to(R"("r":{)");
    return answer.find(":" + std::to_string(3 * kEach) + "}") != std::string::npos;
  })) << "nothing is lost";
  EXPECT_EQ(inside.met.load(), 0);
}

TEST(KnownFaults, W34_NoTwoThreadsAreInAView) { feed_from_everywhere({}); }
TEST(KnownFaults, W34_NoTwoThreadsAreInAViewThatMayBlock) { feed_from_everywhere({.blocking = true}); }

}  // namespace
}  // namespace golive
