// Sealed events: what a page's own buttons do. What an attacker sends is in tests/unit/app/sealed_events_test.cpp.
#include <golive/testing.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

namespace golive::testing {
namespace {

struct Users {
  int turns = 0;
  int removed = 0;
  std::vector<int> ids = {17, 18};

  void remove(int id) { removed = id; }
  void turn() { ++turns; }
  void sign_in(Socket& socket) {
    socket.session().renew();
    ++turns;
  }

  Html render() const {
    return HTML(R"(<button lv-click={turn}>Turn</button><button lv-click={sign_in}>Sign in</button>
                   <p id="turns">{turns}</p><p id="removed">{removed}</p><ul>{rows}</ul>)",
                arg("turn", on<&Users::turn>()), arg("sign_in", on<&Users::sign_in>()), turns, removed,
                arg("rows", each(ids, own, version, row)));
  }
  static int own(int id) { return id; }
  static int version(int) { return 0; }  // a row is not rendered again
  static Html row(int id) { return HTML("<li><button lv-click={}>Remove {id}</button></li>", on<&Users::remove>(id).sealed(), id); }
};

// By themselves, by their route, and by their app.
struct Sealed {
  const char* name;
  RouteOptions route;
  bool app = false;
};

void PrintTo(const Sealed& by, std::ostream* out) { *out << by.name; }

class SealedEvents : public ::testing::TestWithParam<Sealed> {
 protected:
  SealedEvents() : app_(Config{.sealed_events = GetParam().app}) { app_.live<Users>("/", GetParam().route); }
  ~SealedEvents() override { EXPECT_EQ(app_.stats().refused_events, 0u); }
  App app_;
};

INSTANTIATE_TEST_SUITE_P(By, SealedEvents,
                         ::testing::Values(Sealed{"Themselves", {}}, Sealed{"TheirRoute", {.sealed_events = true}},
                                           Sealed{"TheirApp", {}, true}, Sealed{"NobodyElse", {.sealed_events = false}, true}),
                         [](const auto& by) { return by.param.name; });

TEST_P(SealedEvents, TheButtonsOfThePageWorkAlsoInRowsThatAreNotRenderedAgain) {
  Page page = live(app_);
  for (int turn = 0; turn < 3; ++turn) page.click("button", "Turn");
  EXPECT_EQ(page.text("#turns"), "3");
  page.click("button", "Remove 17");
  EXPECT_EQ(page.text("#removed"), "17");
}

TEST_P(SealedEvents, ALoginOnThePageLeavesItsButtons) {
  Page page = live(app_);
  page.click("button", "Sign in").click("button", "Remove 18");
  EXPECT_EQ(page.text("#turns"), "1");
  EXPECT_EQ(page.text("#removed"), "18");
}

TEST_P(SealedEvents, WhatAPageSendsAgainAfterARestartIsRun) {
  Page page = live(app_);
  page.disconnect().click("button", "Remove 17").restart_server().reconnect();
  EXPECT_EQ(page.text("#removed"), "17");
  EXPECT_EQ(page.click("button", "Turn").text("#turns"), "1") << "nothing else is lost";
}

}  // namespace
}  // namespace golive::testing
