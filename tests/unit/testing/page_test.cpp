// What a user of the testing kit sees.
#include <golive/testing.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <thread>

#include "unit/testing/todos.h"

namespace golive::testing {
namespace {

using pages::Todos;

Page todos() { return live<Todos>("/todos/7?tab=open", {.route = "/todos/{id}"}); }

TEST(Page, ShowsWhatTheGetServedAndTheSocketJoined) {
  const Page page = todos();
  EXPECT_EQ(page.status(), 200);
  EXPECT_EQ(page.url(), "/todos/7?tab=open");
  EXPECT_EQ(page.text("h1"), "List 7, open");
  EXPECT_EQ(page.title(), "todos");
}

TEST(Page, ClicksAndSeesTheChange) {
  Page page = todos();
  page.fill("input[name=title]", "milk").click("button", "Add");
  EXPECT_EQ(page.count("li"), 1u);
  EXPECT_EQ(page.text("li span"), "milk");
  page.click("li button");
  EXPECT_FALSE(page.exists("li"));
}

TEST(Page, TypingSendsInputAndTheServersValueComesBack) {
  Page page = todos();
  page.fill("input[name=title]", "mil");
  EXPECT_EQ(page.text("#draft"), "mil");
  EXPECT_EQ(page.value("input[name=title]"), "mil");
  EXPECT_TRUE(page.focused("input[name=title]"));
  page.submit("#new", {{"title", "milk"}, {"kind", "urgent"}});
  EXPECT_EQ(page.text("li span"), "milk!");
  EXPECT_EQ(page.value("input[name=title]"), "");
}

TEST(Page, ChecksABox) {
  Page page = todos();
  page.submit("#new", {{"title", "milk"}});
  EXPECT_FALSE(page.checked("li input"));
  page.click("li input");
  EXPECT_TRUE(page.checked("li input"));
}

TEST(Page, TimersRunUnderTheClockOfTheTest) {
  Page page = todos();
  EXPECT_EQ(page.text("#ticks"), "0");
  page.advance(999ms);
  EXPECT_EQ(page.text("#ticks"), "0");
  page.advance(1ms);
  EXPECT_EQ(page.text("#ticks"), "1");
  page.advance(59s);
  EXPECT_EQ(page.text("#ticks"), "60");
  page.click("#later");
  page.until([&] { return !page.enabled("#later"); });
}

TEST(Page, PageEventsAreExpectedOnceEach) {
  Page page = todos();
  page.expect_no_push_event("added");
  page.submit("#new", {{"title", "milk"}}).expect_push_event("added", 1).expect_no_push_event("added");
  EXPECT_THROW(page.expect_push_event("added"), Failure);
}

TEST(Page, AReplyComesBack) {
  Page page = todos();
  page.submit("#new", {{"title", "milk"}});
  EXPECT_EQ(page.push_event("total"), "1");
  page.expect_reply(1).expect_no_reply();
  page.push_event("clear");
  page.expect_no_reply();
  EXPECT_THROW(page.expect_reply(0), Failure);
}

TEST(Page, AQuestionIsAnsweredAsTheTestSays) {
  Page page = todos();
  page.submit("#new", {{"title", "milk"}});
  page.accept_dialogs(false).click("#clear");
  EXPECT_EQ(page.count("li"), 1u);
  page.accept_dialogs(true).click("#clear");
  EXPECT_EQ(page.count("li"), 0u);
}

TEST(Page, ARedirectIsFollowed) {
  App app;
  app.live<Todos>("/todos/{id}").get("/elsewhere", [](const Request& request) {
    return Response{.body = "<p>from " + request.params.get<std::string>("from").value_or(""), .headers = {{"Content-Type", "text/html"}}};
  });
  Page page = live(app, "/todos/1");
  page.expect_no_redirect().click("#go").expect_redirect("/elsewhere?from=todos");
  EXPECT_EQ(page.url(), "/elsewhere?from=todos");
  EXPECT_EQ(page.text(), "from todos");
  page.visit("/todos/1").follow_link("a", "Elsewhere");
  EXPECT_EQ(page.url(), "/elsewhere");
}

TEST(Page, CookiesThatAVisitorBringsAlongGoBesideThoseOfTheServer) {
  App app;
  app.live<Todos>("/todos/{id}").get("/cookies", [](const Request& request) {
    return Response::text(std::string(request.cookie("theme")) + " " + std::string(request.cookie("size")) +
                          (request.session().alive() ? " in a session" : ""));
  });
  Page page = live(app, "/todos/1", {.headers = {{"Cookie", "theme=dark; size=2"}}});
  EXPECT_EQ(page.text("h1"), "List 1,");
  EXPECT_EQ(page.visit("/cookies").text(), "dark 2 in a session");
}

Topic<int> news;
struct Reader {
  int newest = 0;
  int frames = 0;
  void connected(Socket& socket) {
    socket.subscribe<&Reader::on_news>(news);
    socket.every<&Reader::on_frame>(16ms);
  }
  void on_news(int number) { newest = number; }
  void on_frame() { ++frames; }
  Html render() const { return HTML("<output>{newest}</output><p>{frames}</p>", newest, frames); }
};

TEST(Page, WhatIsPublishedFasterThanFramesIsSeenAllTheSame) {
  Page page = live<Reader>();
  for (int number = 1; number <= 5; ++number) {
    news.publish(number);
    EXPECT_EQ(page.text("output"), std::to_string(number));
  }
}

TEST(Page, UntilWaitsForOtherThreads) {
  Page page = live<Reader>();
  std::atomic<bool> is_late = false;  // all of the test's own time has passed
  std::thread host([&is_late] {
    is_late.wait(false);
    news.publish(77);
  });
  const std::int64_t frames = 10s / 16ms;
  page.until([&] {
    if (std::stoll(page.text("p")) >= frames && !is_late.exchange(true)) is_late.notify_one();
    return page.text("output") == "77";
  });
  host.join();
}

TEST(Page, TheSessionIsThere) {
  const Page page = live<Todos>("/", {.session = [](Session& session) { session.put("user", "Ada"); }});
  EXPECT_EQ(page.text("#user"), "Ada");
}

TEST(Page, AViewThatThrowsFailsTheStep) {
  Page page = todos();
  try {
    page.click("#fail");
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_NE(std::string(failure.what()).find("the disk is full"), std::string::npos) << failure.what();
  }
}

struct Fraction {
  double number = 0.42;
  void add() { number = 0.42000000000000004; }
  Html render() const { return HTML("<output>{number}</output><button lv-click={}>a bit more</button>", number, on<&Fraction::add>()); }
};

TEST(Page, NumbersAreThoseOfTheServerToTheLastDigit) {
  Page page = live<Fraction>();
  page.click("button");
  EXPECT_EQ(page.text("output"), "0.42000000000000004");
}

TEST(Page, ComesBackAfterTheNetworkWasGone) {
  Page page = todos();
  page.fill("input[name=title]", "milk").disconnect();
  page.advance(5s);
  page.reconnect();
  EXPECT_EQ(page.value("input[name=title]"), "milk");
  EXPECT_EQ(page.text("#ticks"), "5");
}

}  // namespace
}  // namespace golive::testing
