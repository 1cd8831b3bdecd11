// Threads around the testing kit: those of the app, and those of a framework that runs tests beside each other.
#include <golive/testing.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <semaphore>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "unit/testing/todos.h"

namespace golive::testing {
namespace {

using pages::Todos;

// Counts what comes by a topic and by its handle, and seconds.
struct Meter {
  static constexpr bool survives = false;
  Topic<int>* topic = nullptr;
  std::function<void(ViewHandle)> found = [](const ViewHandle&) {};
  int values = 0, sent = 0, clicks = 0, seconds = 0;
  void mount(Socket& socket) {
    socket.every<&Meter::tick>(1s);
    if (topic != nullptr) socket.subscribe<&Meter::take>(*topic);
    found(socket.handle());
  }
  void tick() { ++seconds; }
  void take(int) { ++values; }
  void send() { ++sent; }
  void click() {
    if (fault_point("meter.click")) throw std::runtime_error("it is broken");
    ++clicks;
  }
  Html render() const {
    return HTML(R"(<b>{}</b><i>{}</i><u>{}</u><s>{}</s><button lv-click={}>+</button>)", values, sent, clicks, seconds,
                on<&Meter::click>());
  }
};

// A test of a framework that runs several at a time.
void test_by_itself(int number) {
  FaultInjector faults;
  Page page = live<Meter>("/", {.server = {.seed = static_cast<std::uint64_t>(number + 1)}});
  Page other = page.server().open("/");
  for (int i = 0; i < 20; ++i) {
    page.click("button").advance(Duration(1s) * (number + 1));
    EXPECT_EQ(page.text("u"), std::to_string(i + 1));
    EXPECT_EQ(other.text("s"), std::to_string((number + 1) * (i + 1)));
  }
  faults.fail("meter.click");
  try {
    page.click("button");
    ADD_FAILURE() << "the point of another thread failed";
  } catch (const Failure& failure) {
    EXPECT_TRUE(std::string_view(failure.what()).ends_with("seed " + std::to_string(number + 1))) << failure.what();
  }
}

TEST(Threads, TestsRunBesideEachOtherEachWithItsOwnServerTimeChanceAndFaults) {
  std::vector<std::jthread> threads;
  for (int number = 0; number < 4; ++number) threads.emplace_back(test_by_itself, number);
}

TEST(Threads, APageIsUsedOnlyWhereItWasOpened) {
  Page page = live<Todos>();
  std::string text;
  std::thread([&] {
    try {
      page.click("button");
    } catch (const Failure& failure) {
      text = failure.what();
    }
  }).join();
  EXPECT_NE(text.find("belong to the thread that opened them"), std::string::npos) << text;
  page.submit("#new", {{"title", "milk"}});
  EXPECT_EQ(page.count("li"), 1u);
}

TEST(Threads, APageMayEndElsewhere) {
  Page stays = live<Meter>();
  stays.network(ChaosTransport::mild());
  std::thread([page = std::make_unique<Page>(std::move(stays))]() mutable { page.reset(); }).join();
  EXPECT_NO_THROW(live<Meter>().advance(1s).click("button"));
  auto returned = std::async(std::launch::async, [] { return std::make_unique<Page>(live<Meter>()); }).get();
  EXPECT_THROW(returned->click("button"), Failure);
}

// The app's own threads go on, whatever the test does with its pages and servers.
TEST(Threads, OfTheAppPublishAndSendWhileTheTestStepsAndWhenItsServersHaveGone) {
  for (const bool blocking : {false, true}) {
    Topic<int> topic;
    std::mutex mutex;
    ViewHandle newest;
    std::atomic<bool> ends = false;
    std::counting_semaphore<> turns(0);  // as much as a server can take in between
    App app;
    app.live("/",
             [&] {
               return Meter{.topic = &topic, .found = [&](ViewHandle handle) {
                              const std::scoped_lock lock(mutex);
                              newest = std::move(handle);
                            }};
             },
             {.blocking = blocking});
    std::vector<std::jthread> threads;
    for (int i = 0; i < 2; ++i) {
      threads.emplace_back([&] {
        while (true) {
          turns.acquire();
          if (ends) return;
          topic.publish(1);
          ViewHandle handle;
          {
            const std::scoped_lock lock(mutex);
            handle = newest;
          }
          handle.send<&Meter::send>();
        }
      });
    }
    const std::shared_ptr<void> ending(nullptr, [&](void*) {
      ends = true;
      turns.release(2);
    });
    for (int servers = 0; servers < 5; ++servers) {
      Server server(app);
      Page page = server.open("/");
      std::optional<Page> other = server.open("/");
      for (int i = 1; i <= 10; ++i) {
        turns.release(20);
        page.click("button");
        EXPECT_EQ(page.text("u"), std::to_string(i));
        if (i != 5) continue;
        other->until([&] { return other->text("i") != "0"; });
        other.reset();
      }
      page.until([&] { return page.text("b") != "0"; });
      if (servers % 2 == 0) page.restart_server();
    }
  }
}

TEST(Threads, OfTheAppMeetNoFaults) {
  FaultInjector faults;
  faults.fail("db.query", 100);
  std::thread([] { EXPECT_FALSE(fault_point("db.query")); }).join();
  EXPECT_EQ(faults.passed("db.query"), 0u);
  EXPECT_TRUE(fault_point("db.query"));
}

TEST(FaultInjector, OfSeveralTheNewestHoldsWhicheverEndsFirst) {
  auto first = std::make_unique<FaultInjector>(), second = std::make_unique<FaultInjector>(), third = std::make_unique<FaultInjector>();
  first->fail("point");
  second->fail("point");
  second.reset();
  EXPECT_FALSE(fault_point("point"));
  third.reset();
  EXPECT_TRUE(fault_point("point"));
  first.reset();
  EXPECT_FALSE(fault_point("point"));
}

TEST(Page, GoesOnAfterAStepThatFailed) {
  Page page = live<Todos>();
  EXPECT_THROW(page.click("#fail"), Failure);              // its view ends, and another one is mounted
  EXPECT_THROW(page.click("button", "no such"), Failure);  // nothing has happened
  EXPECT_THROW(page.until([]() -> bool { throw Failure("of the test's own"); }), Failure);
  EXPECT_THROW(page.until([]() -> bool { throw 7; }), int);
  page.advance(10s);
  EXPECT_THROW(page.push_event("no_such_event"), Failure);
  page.submit("#new", {{"title", "milk"}});
  EXPECT_EQ(page.count("li"), 1u);
}

TEST(Page, IsMovedWithWhatIsUnderWay) {
  App app;
  app.live<Meter>("/");
  Server server(app);
  std::vector<Page> pages;
  for (int i = 0; i < 5; ++i) pages.push_back(server.open("/"));
  pages[0].latency(100ms).click("button");
  const Element button = pages[0].element("button");
  Page moved = std::move(pages[0]);
  pages.erase(pages.begin());
  server.advance(1s);
  button.click();
  server.advance(1s);
  EXPECT_EQ(moved.text("u"), "2");
  pages[1] = std::move(moved);
  EXPECT_EQ(pages[1].text("u"), "2");
}

// Its server ends after main(), when what belongs to the thread is gone.
TEST(PageDeathTest, MayBeStatic) {
  EXPECT_EXIT(
      {
        static Page page = live<Todos>("/", {.server = {.seed = 3}});
        page.network(ChaosTransport::mild()).submit("#new", {{"title", "milk"}});
        std::exit(0);
      },
      ::testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace golive::testing
