// Sealed events of a running app, over real sockets: what an attacker sends who can write any frame. What a page's own
// buttons do is in tests/pages/sealed_events_test.cpp.
#include <gtest/gtest.h>

#include <atomic>
#include <ctime>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "golive/golive.h"
#include "unit/app/visitor.h"
#include "unit/live/sealed_page.h"

namespace golive {
namespace {

using test::binding_in;
using test::eventually;
using test::json_text;
using test::SocketClient;
using test::Tab;

const std::string kSecret = "the secret of the tests of sealed events";

struct Users {
  static inline std::atomic<int> removed = 0;
  bool admin = false;
  int turns = 0;
  std::vector<int> ids = {17, 18};

  void mount(const Params& params) { admin = params.has("admin"); }
  void remove(int id) { removed = id; }
  void turn() { ++turns; }

  Html render() const {
    return HTML(R"(<b lv-click={turn}>{turns}</b><ul>{rows}</ul>{admin})", arg("turn", on<&Users::turn>()), turns,
                arg("rows", each(ids, own, version, row)),
                arg("admin", when(admin, [] { return HTML("<u lv-click={}></u>", on<&Users::remove>(99).sealed()); })));
  }
  static int own(int id) { return id; }
  static int version(int) { return 0; }
  static Html row(int id) { return HTML("<li lv-click={}></li>", on<&Users::remove>(id).sealed()); }
};

bool refused(std::string_view answer) { return answer.find(R"("code":"not_rendered")") != std::string_view::npos; }

class SealedEventsTest : public ::testing::Test {
 protected:
  explicit SealedEventsTest(bool all = false) : app_(config({kSecret}, all)) {
    Users::removed = 0;
    add_pages(app_);
    app_.live<Users>("/open", {.sealed_events = false}).start();
  }
  static Config config(std::vector<std::string> secret, bool all = false) {
    return {.threads = 2, .secret = std::move(secret), .sealed_events = all, .development = false};
  }
  static void add_pages(App& app) { app.live<Users>("/").live<Users>("/sealed", {.sealed_events = true}).listen("127.0.0.1", 0); }

  Tab open(const std::string& path = "/") {
    Tab tab(app_.port(), path);
    EXPECT_TRUE(tab.attached()) << tab.answer;
    return tab;
  }

  App app_;
};

TEST_F(SealedEventsTest, AnAttackerChangesNothingAndIsCounted) {
  Tab tab = open();
  const std::string tag = binding_in(tab.page.html, "remove(17)").substr(10);
  EXPECT_TRUE(refused(tab.ask("remove(18)" + tag)));
  EXPECT_TRUE(refused(tab.ask("remove(99)"))) << "the button of admins, which this page does not have";
  EXPECT_TRUE(refused(tab.ask("remove(99)" + tag)));
  EXPECT_EQ(Users::removed, 0);
  const Stats stats = app_.stats();
  EXPECT_EQ(stats.refused_events, 3u);
  EXPECT_EQ(stats.refused_seals, 3u);
  EXPECT_EQ(tab.ask("remove(99)").find("remove"), std::string::npos) << "the answer says nothing of the server";
}

TEST_F(SealedEventsTest, TheTagOfAnotherVisitorIsNoneHere) {
  Tab admin = open("/?admin");
  Tab mine = open();
  EXPECT_NE(admin.page.cookie(), mine.page.cookie());
  EXPECT_TRUE(refused(mine.ask(binding_in(admin.page.html, "remove(99)"))));
  EXPECT_EQ(Users::removed, 0);
  EXPECT_FALSE(refused(admin.ask(binding_in(admin.page.html, "remove(99)"))));
  EXPECT_EQ(Users::removed, 99);
}

TEST_F(SealedEventsTest, TheTagOfAnotherPageOfTheSameSessionIsNoneHere) {
  Tab first = open("/?admin");
  Tab second(app_.port(), "/", first.page.cookie());
  EXPECT_TRUE(second.answer.starts_with(R"([1,0,"s",)"));
  EXPECT_TRUE(refused(second.ask(binding_in(first.page.html, "remove(99)"))));
  EXPECT_EQ(Users::removed, 0);
}

// Guesses are counted by the minute, which must not end while a test counts them.
void await_time_to_guess() {
  ASSERT_TRUE(eventually([] { return std::time(nullptr) % 60 < 55; }));
}

TEST_F(SealedEventsTest, AFloodOfGuessesEndsAfterAFew) {
  await_time_to_guess();
  Tab tab = open();
  std::string flood;
  for (int id = 1; id <= 500; ++id) flood += test::client_frame(0x81, "[" + std::to_string(id) + R"(,"remove(99)~AAAAAAA",null,1])");
  tab.socket->tcp.send(flood);
  int answers = 0;
  auto frame = tab.socket->read();
  for (; frame.opcode == 1; frame = tab.socket->read()) {
    EXPECT_TRUE(refused(frame.payload));
    ++answers;
  }
  EXPECT_TRUE(frame.opcode == 8 && frame.payload.starts_with(test::close_payload(1008))) << frame.opcode;
  EXPECT_LE(answers, 9);
  const Stats stats = app_.stats();
  EXPECT_EQ(stats.refused_seals, 9u);
  EXPECT_EQ(stats.guessers, 1u);
  EXPECT_EQ(Users::removed, 0);
  EXPECT_FALSE(refused(open().ask("turn"))) << "and the next page works";
}

TEST_F(SealedEventsTest, AllLoopsCountTheGuessesOfAnAddressTogether) {
  await_time_to_guess();
  for (int page = 0; page < 8; ++page) {
    Tab tab = open();
    for (int guess = 0; guess < 8; ++guess) EXPECT_TRUE(refused(tab.ask("remove(99)~AAAAAAA")));
  }
  EXPECT_EQ(app_.stats().guessers, 0u);
  Tab tab = open();
  EXPECT_TRUE(refused(tab.ask("remove(99)~AAAAAAA")));
  EXPECT_EQ(tab.socket->read_close(), 1008);
}

TEST_F(SealedEventsTest, WhatAPageSendsAgainIsRunByTheNextServerThoughItsSecretWasChanged) {
  Tab tab = open();
  tab.socket.reset();
  app_.stop();
  App next(config({"a newer secret of the tests of sealed events", kSecret}));
  next.live<Users>("/").listen("127.0.0.1", 0).start();
  SocketClient socket(next.port(), tab.page.socket_target(), tab.page.cookie());
  socket.text(tab.page.join_message(1, 0));
  const std::string joined = socket.read().payload;
  EXPECT_TRUE(joined.starts_with(R"([1,0,"f",)")) << joined;
  socket.text("[1," + json_text(binding_in(tab.page.html, "remove(17)")) + ",null,1]");
  EXPECT_FALSE(refused(socket.read().payload));
  EXPECT_EQ(Users::removed, 17);
  socket.text(R"([2,"turn",null,1])");
  EXPECT_NE(socket.read().payload.find(R"({"1":1})"), std::string::npos) << "nothing else is lost";
}

TEST_F(SealedEventsTest, ARouteCanSealAllItsHandlers) {
  Tab tab = open("/sealed");
  EXPECT_EQ(binding_in(tab.page.html, "turn").size(), 12u);
  EXPECT_TRUE(refused(tab.ask("turn")));
  EXPECT_TRUE(refused(tab.ask("no such handler"))) << "who sends names learns none";
  EXPECT_NE(tab.ask(binding_in(tab.page.html, "turn")).find(R"({"1":1})"), std::string::npos);
  Tab other = open("/open");
  EXPECT_FALSE(refused(other.ask("turn")));
  EXPECT_TRUE(refused(other.ask("remove(17)"))) << "sealed by itself, whatever the route says";
}

class SealedAppTest : public SealedEventsTest {
 protected:
  SealedAppTest() : SealedEventsTest(true) {}
};

TEST_F(SealedAppTest, AnAppCanSealAllItsPagesAndARouteStaysOut) {
  Tab tab = open("/");
  EXPECT_TRUE(refused(tab.ask("turn")));
  EXPECT_FALSE(refused(tab.ask(binding_in(tab.page.html, "turn"))));
  EXPECT_FALSE(refused(open("/open").ask("turn")));
}

struct Named {
  void handle_event(std::string_view, const Payload&) {}
  Html render() const { return HTML(R"(<b lv-click="save"></b>)"); }
};

std::string start_error(App& app) {
  try {
    app.listen("127.0.0.1", 0).start();
  } catch (const Error& error) {
    return error.what();
  }
  return "started";
}

TEST(SealedStartTest, APageThatBindsByNameIsRefusedAtTheStart) {
  App app(Config{.secret = {kSecret}, .sealed_events = true});
  app.live<Named>("/named");
  const std::string error = start_error(app);
  EXPECT_TRUE(error.starts_with("GL0308 /named")) << error;
}

TEST(SealedStartTest, UnlessItsRouteStaysOut) {
  App app(Config{.secret = {kSecret}, .sealed_events = true});
  app.live<Named>("/named", {.sealed_events = false});
  EXPECT_EQ(start_error(app), "started");
}

}  // namespace
}  // namespace golive
