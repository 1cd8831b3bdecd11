// The door of the testing kit: an app on the test's own thread, under its clock.
#include "golive/detail/test_server.h"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "golive/detail/test_random.h"
#include "golive/golive.h"
#include "golive/shared.h"
#include "unit/app/test_tab.h"

namespace golive {
namespace {

using namespace std::chrono_literals;
using detail::TestClock;
using detail::TestRandom;
using detail::TestServer;
using test::TestTab;

struct Watchmaker {
  static inline int mounted = 0;
  static inline int terminated = 0;
  int ticks = 0;
  int alarms = 0;
  int clicks = 0;

  void mount() { ++mounted; }
  void connected(Socket& socket) {
    socket.every<&Watchmaker::tick>(1s);
    socket.send_after<&Watchmaker::alarm>(1500ms);
  }
  void tick() { ++ticks; }
  void alarm() { ++alarms; }
  void click() { ++clicks; }
  void terminate(TerminateReason) { ++terminated; }
  Html render() const {
    return HTML("<b lv-click={click}>{ticks}</b><i>{alarms}</i><u>{clicks}</u>", arg("click", on<&Watchmaker::click>()), ticks, alarms,
                clicks);
  }
};

class TestServerTest : public ::testing::Test {
 protected:
  TestServerTest() { Watchmaker::mounted = Watchmaker::terminated = 0; }

  // Goes after its server.
  App& make(const Config& config = {}) { return *(app_ = std::make_unique<App>(config)); }
  void start(App& app) { server = std::make_unique<TestServer>(app); }
  void advance(std::chrono::nanoseconds time) {
    test::advance(clock, *server, time, [] {});
  }
  // What comes to a tab meanwhile.
  std::vector<std::string> advance(TestTab& tab, std::chrono::nanoseconds time) {
    std::vector<std::string> frames;
    test::advance(clock, *server, time, [&] {
      for (std::string& frame : tab.frames()) frames.push_back(std::move(frame));
    });
    return frames;
  }

  TestClock clock;

 private:
  std::unique_ptr<App> app_;

 protected:
  std::unique_ptr<TestServer> server;
};

TEST_F(TestServerTest, ServesPagesFilesAndNothingElse) {
  App& app = make();
  app.live<Watchmaker>("/");
  start(app);
  const std::string page = test::get(*server, "/");
  EXPECT_TRUE(page.starts_with("HTTP/1.1 200 OK\r\n"));
  EXPECT_NE(page.find("Date: Thu, 01 Jan 2026 00:00:00 GMT"), std::string::npos);
  EXPECT_NE(page.find("\">0</b>"), std::string::npos);
  EXPECT_TRUE(test::get(*server, "/nowhere").starts_with("HTTP/1.1 404 "));
}

TEST_F(TestServerTest, AnswersForLocalhostBesideItsOwnHosts) {
  Config config;
  config.hosts = {"example.org"};
  App& app = make(config);
  app.live<Watchmaker>("/");
  start(app);
  EXPECT_TRUE(test::get(*server, "/").starts_with("HTTP/1.1 200 "));
  test::TestEnd stranger(*server, "GET / HTTP/1.1\r\nHost: elsewhere.org\r\n\r\n");
  test::run(*server);
  EXPECT_TRUE(stranger.take().starts_with("HTTP/1.1 421 "));
}

TEST_F(TestServerTest, TimersRingWhenTheirTimeIsAdvancedToAndNeverBefore) {
  App& app = make();
  app.live<Watchmaker>("/");
  start(app);
  TestTab tab(*server, "/");
  EXPECT_EQ(tab.frames().size(), 1U);
  EXPECT_TRUE(advance(tab, 999ms).empty());
  EXPECT_EQ(advance(tab, 1ms), (std::vector<std::string>{R"([2,0,"d",{"d":{"1":1}}])"}));
  EXPECT_EQ(advance(tab, 500ms), (std::vector<std::string>{R"([3,0,"d",{"d":{"2":1}}])"}));
  EXPECT_EQ(advance(tab, 1500ms), (std::vector<std::string>{R"([4,0,"d",{"d":{"1":2}}])", R"([5,0,"d",{"d":{"1":3}}])"}));
}

Topic<int>& prices() {
  static Topic<int> topic;
  return topic;
}

struct Follower {
  int value = 0;
  void mount(Socket& socket) { socket.subscribe<&Follower::take>(prices()); }
  void take(int published) { value = published; }
  Html render() const { return HTML("<p>{value}</p>", value); }
};

TEST_F(TestServerTest, ATestMayClickFasterThanAnyPerson) {
  App& app = make();
  app.live<Watchmaker>("/");
  start(app);
  TestTab tab(*server, "/");
  tab.frames();
  for (int click = 1; click <= 2500; ++click) {
    tab.socket->text("[" + std::to_string(click) + R"(,"click",null,)" + std::to_string(click) + "]");
    tab.frames();
  }
  EXPECT_EQ(app.stats().over_rate, 0U);
  EXPECT_NE(tab.fresh().find("<u>2500</u>"), std::string::npos);
}

TEST_F(TestServerTest, TellsOfPushesThatWaitForTheNextBrowserFrame) {
  App& app = make();
  app.live<Follower>("/");
  start(app);
  TestTab tab(*server, "/");
  tab.frames();
  prices().publish(1);
  EXPECT_EQ(tab.frames().size(), 1U);
  EXPECT_EQ(server->push_due_ns(), TestServer::kNever);
  prices().publish(2);
  EXPECT_TRUE(tab.frames().empty());
  ASSERT_NE(server->push_due_ns(), TestServer::kNever);
  clock.advance(server->push_due_ns() - clock.monotonic_ns());
  EXPECT_EQ(tab.frames(), (std::vector<std::string>{R"([3,0,"d",{"d":{"0":2}}])"}));
  EXPECT_EQ(server->push_due_ns(), TestServer::kNever);
}

TEST_F(TestServerTest, RunsOneCallbackAtATimeAndToldWhenAnAppNeverRests) {
  struct Restless {
    void mount(Socket& socket) { socket.send_after<&Restless::again>(Duration::zero()); }
    void again(Socket& socket) { socket.send_after<&Restless::again>(Duration::zero()); }
    Html render() const { return HTML("<p>x</p>"); }
  };
  App& app = make();
  app.live<Restless>("/");
  start(app);
  test::TestEnd end(*server, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  int callbacks = 0;
  while (end.take().empty() && ++callbacks < 10) EXPECT_TRUE(server->run_one());
  EXPECT_LT(callbacks, 10);
  EXPECT_FALSE(server->run(1000));
}

TEST_F(TestServerTest, SessionsEndAfterHours) {
  Config config;
  config.session.idle = 2h;
  config.session.lifetime = 4h;
  App& app = make(config);
  app.live<Watchmaker>("/").get("/in", [](const Request& request) {
    request.session().put("user", 7);
    return Response::text("in");
  });
  app.get("/who", [](const Request& request) { return Response::text(request.session().has("user") ? "you" : "nobody"); });
  start(app);
  const std::string cookie = test::cookie_after(test::get(*server, "/in"));
  EXPECT_TRUE(test::get(*server, "/who", cookie).ends_with("you"));
  TestTab tab(*server, "/", cookie);
  advance(tab, 1h + 59min);
  EXPECT_EQ(tab.socket->close_code(), 0);
  advance(tab, 3min);
  EXPECT_EQ(tab.socket->close_code(), 1000);
  EXPECT_TRUE(test::get(*server, "/who", cookie).ends_with("nobody"));
}

struct Slow {
  int clicks = 0;
  void click() { ++clicks; }
  Html render() const { return HTML("<b lv-click={}>{}</b>", on<&Slow::click>(), clicks); }
};

TEST_F(TestServerTest, CallbacksOfBlockingRoutesRunWhenTold) {
  App& app = make();
  app.live<Slow>("/", {.blocking = true});
  start(app);
  test::TestEnd first(*server, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  test::TestEnd second(*server, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  test::run(*server);
  EXPECT_EQ(server->waiting_work(), 2U);
  server->run_work(1);
  test::run(*server);
  EXPECT_EQ(first.take(), "");
  const std::string page = second.take();
  EXPECT_TRUE(page.starts_with("HTTP/1.1 200 "));
  EXPECT_EQ(server->waiting_work(), 1U);
  server->run_work();
  test::run(*server);
  EXPECT_TRUE(first.take().starts_with("HTTP/1.1 200 "));
  std::string markup;
  EXPECT_TRUE(server->render(test::attribute_of(page, "id"), markup));
  EXPECT_NE(markup.find(">0</b>"), std::string::npos);
}

// All that could leave a trace: lists that skip, shared parts, sealed events, a form's token.
struct Everything {
  static inline std::vector<int> board = {1, 2};
  static inline Version version;
  std::vector<int> rows = {1, 2, 3};
  int clicks = 0;

  void mount(Socket& socket) { socket.session().put("user", 7); }
  void click() {
    rows[1] = 10 + ++clicks;
    board.push_back(clicks);
    version.touch();
  }
  void forbidden(int) {}
  Html render() const {
    return HTML(
        "<b lv-click={click}>{clicks}</b><i lv-click={sealed}></i><ul>{rows}</ul>{shared}<form>{csrf}</form>",
        arg("click", on<&Everything::click>()), clicks, arg("sealed", on<&Everything::forbidden>(clicks).sealed()),
        arg("rows", each(
                        rows, [](int row) { return row; }, [](int row) { return row; }, [](int row) { return HTML("<li>{}</li>", row); })),
        arg("shared", shared(board, version, [](const std::vector<int>& all) { return HTML("<ol>{}</ol>", all.size()); })),
        arg("csrf", csrf_field()));
  }
};

std::string served_view(std::string_view page) {
  const std::size_t begin = page.find('>', page.find("data-token")) + 1;
  return std::string(page.substr(begin, page.find("</div>", begin) - begin));
}

std::vector<std::string> clicks_of(bool looks) {
  Everything::board = {1, 2};
  const TestClock clock;
  const TestRandom random(7);
  App app;
  app.live<Everything>("/");
  TestServer server(app);
  TestTab tab(server, "/");
  std::vector<std::string> all = tab.frames();
  const auto renders = app.stats().renders;
  if (looks) {
    EXPECT_EQ(tab.fresh(), served_view(tab.page.html));
  }
  EXPECT_EQ(app.stats().renders, renders);
  for (int click = 1; click < 4; ++click) {
    if (looks) tab.fresh();
    tab.socket->text("[" + std::to_string(click) + R"(,"click",null,)" + std::to_string(click) + "]");
    for (std::string& frame : tab.frames()) all.push_back(std::move(frame));
    if (looks) {
      EXPECT_EQ(tab.fresh(), tab.fresh());
    }
  }
  all.push_back(std::to_string(app.stats().renders) + " renders, " + std::to_string(app.stats().shared_renders) + " shared");
  return all;
}

TEST_F(TestServerTest, LookingAtAViewChangesNothingThatItsBrowserIsSent) {
  const std::vector<std::string> looked = clicks_of(true);
  EXPECT_EQ(looked, clicks_of(false));
  EXPECT_EQ(looked.size(), 5U);
}

struct Moody {
  static inline bool cross = false;
  Html render() const {
    if (cross) throw std::runtime_error("not now");
    return HTML("<p>x</p>");
  }
};

TEST_F(TestServerTest, ARenderThatThrowsIsTheTestsAndTheViewGoesOn) {
  App& app = make();
  app.live<Moody>("/");
  start(app);
  TestTab tab(*server, "/");
  tab.frames();
  std::string markup;
  Moody::cross = true;
  EXPECT_THROW(server->render(tab.id(), markup), std::runtime_error);
  Moody::cross = false;
  EXPECT_TRUE(server->render(tab.id(), markup));
  EXPECT_EQ(app.stats().crashes, 0U);
  EXPECT_FALSE(server->render("lv-0-0000000000000", markup));
}

TEST_F(TestServerTest, AStopEndsViewsAndTellsTheirBrowsers) {
  App& app = make();
  app.live<Watchmaker>("/");
  start(app);
  TestTab tab(*server, "/");
  tab.frames();
  test::get(*server, "/");
  server.reset();
  EXPECT_EQ(Watchmaker::terminated, 2);
  const std::string goodbye = tab.socket->take();
  EXPECT_NE(goodbye.find(R"("reason":"shutdown")"), std::string::npos);
  EXPECT_NE(goodbye.find("the server stops"), std::string::npos);
  EXPECT_TRUE(tab.socket->ended());
}

TEST_F(TestServerTest, AKilledServerSaysNothingAndItsSuccessorTakesThePageBack) {
  App& app = make();
  app.live<Watchmaker>("/").live<Slow>("/slow", {.blocking = true});
  start(app);
  TestTab tab(*server, "/");
  tab.frames();
  test::get(*server, "/");
  test::TestEnd unanswered(*server, "GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n");
  test::run(*server);
  server->kill();
  EXPECT_EQ(Watchmaker::terminated, 0);
  EXPECT_EQ(tab.socket->take(), "");
  EXPECT_TRUE(tab.socket->ended());
  EXPECT_EQ(unanswered.take(), "");
  EXPECT_EQ(app.stats().mounts, 0U);

  start(app);
  TestTab later(*server, "/", tab.cookie());
  later.frames();
  later.page.html = tab.page.html;
  later.join();
  const auto frames = later.frames();
  ASSERT_EQ(frames.size(), 1U);
  EXPECT_TRUE(frames[0].starts_with(R"([1,0,"s")")) << frames[0];
  EXPECT_EQ(app.stats().refused_joins, 0U);
}

TEST_F(TestServerTest, AParkedViewCanBeEvictedAndOneWithABrowserCannot) {
  App& app = make();
  app.live<Watchmaker>("/");
  start(app);
  TestTab tab(*server, "/");
  tab.frames();
  EXPECT_FALSE(server->evict(tab.id()));
  EXPECT_GT(server->view_bytes(tab.id()), sizeof(Watchmaker));
  tab.socket.reset();
  test::run(*server);
  EXPECT_EQ(app.stats().parked, 1U);
  EXPECT_TRUE(server->evict(tab.id()));
  EXPECT_EQ(Watchmaker::terminated, 1);
  EXPECT_EQ(server->view_bytes(tab.id()), 0U);
}

TEST_F(TestServerTest, OneSeedGivesOneWorld) {
  const auto world = [](std::uint64_t seed) {
    const TestRandom random(seed);
    App app;
    app.live<Everything>("/");
    TestServer here(app);
    return test::get(here, "/");
  };
  EXPECT_EQ(world(7), world(7));
  EXPECT_NE(world(7), world(8));
}

TEST_F(TestServerTest, IsReadableWhenASocketHasSomethingToDo) {
  App& app = make();
  app.live<Watchmaker>("/");
  start(app);
  const FileDescriptor browser(server->connect());
  constexpr std::string_view kRequest = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  ASSERT_EQ(::send(browser.get(), kRequest.data(), kRequest.size(), 0), static_cast<ssize_t>(kRequest.size()));
  pollfd ready{.fd = server->descriptor(), .events = POLLIN, .revents = 0};
  std::string answer;
  while (!answer.ends_with("</html>\n") && ::poll(&ready, 1, 10'000) == 1) {
    test::run(*server);
    char bytes[4096];
    const ssize_t size = ::recv(browser.get(), bytes, sizeof bytes, MSG_DONTWAIT);
    if (size > 0) answer.append(bytes, static_cast<std::size_t>(size));
  }
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 "));
}

TEST_F(TestServerTest, AnAppServesOneWorldAtATime) {
  App& app = make();
  app.live<Watchmaker>("/");
  start(app);
  EXPECT_THROW(TestServer(app, {}), Error);
}

// A suite of 1,000 page tests takes less than a second: CPU time, of which a slow machine has no more.
TEST_F(TestServerTest, IsMadeAndGoneInAMoment) {
  const auto cpu = [] {
    rusage used{};
    ::getrusage(RUSAGE_THREAD, &used);
    return (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1'000'000 + used.ru_utime.tv_usec + used.ru_stime.tv_usec;
  };
  constexpr int kWorlds = 100;
  const auto begin = cpu();
  for (int i = 0; i < kWorlds; ++i) {
    App app;
    app.live<Watchmaker>("/");
    TestServer each(app);
    EXPECT_EQ(test::get(each, "/").substr(9, 3), "200");
  }
  const auto each = (cpu() - begin) / kWorlds;
  RecordProperty("us", static_cast<int>(each));
  std::printf("%ld us\n", static_cast<long>(each));
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  EXPECT_LT(each, 1000);
#endif
}

}  // namespace
}  // namespace golive
