// What a test makes fail, and that nothing is lost by it.
#include <golive/testing.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <string>

#include "unit/testing/todos.h"

namespace golive::testing {
namespace {

struct Query {
  std::string rows;
  std::string error;
  void load() {
    if (fault_point("db.query")) error = "the connection is lost";
    else rows = "three rows";
  }
  Html render() const {
    return HTML(R"(<button lv-click={}>Load</button><p role="alert">{error}</p><output>{rows}</output>)", on<&Query::load>(), error, rows);
  }
};

TEST(FaultInjector, APointOfOnesOwnFailsAsOftenAsSaid) {
  Page page = live<Query>();
  FaultInjector faults;
  faults.fail("db.query");
  page.click("button", "Load");
  EXPECT_EQ(page.text("[role=alert]"), "the connection is lost");
  EXPECT_EQ(page.text("output"), "");
  page.click("button", "Load");
  EXPECT_EQ(page.text("output"), "three rows");
  EXPECT_EQ(faults.failed("db.query"), 1u);
  EXPECT_EQ(faults.passed("db.query"), 1u);
}

TEST(FaultInjector, WithoutOneNothingFails) { EXPECT_FALSE(fault_point("db.query")); }

TEST(FaultInjector, AWriteThatFailsLosesTheConnectionAndNoEvent) {
  Page page = live<pages::Todos>("/todos/7", {.route = "/todos/{id}"});
  FaultInjector faults;
  faults.fail("connection.send");
  page.submit("#new", {{"title", "milk"}});
  page.until([&] { return page.count("li") == 1; });
  EXPECT_GE(faults.failed("connection.send"), 1u);
  page.submit("#new", {{"title", "bread"}});
  EXPECT_EQ(page.count("li"), 2u);
}

TEST(FaultInjector, AReadThatFailsLosesTheConnectionAndNoEvent) {
  Page page = live<pages::Todos>("/todos/7", {.route = "/todos/{id}"});
  FaultInjector faults;
  faults.fail("connection.receive");
  page.submit("#new", {{"title", "milk"}});
  page.until([&] { return page.count("li") == 1; });
  EXPECT_EQ(faults.failed("connection.receive"), 1u);
}

TEST(FaultInjector, OneInFiveWritesFailsAndStillEachEventRunsOnce) {
  Page page = live<pages::Todos>("/todos/7", {.route = "/todos/{id}"});
  FaultInjector faults(11);
  faults.fail_at_random("connection.send", 0.2);
  for (std::size_t i = 1; i <= 20; ++i) {
    page.submit("#new", {{"title", "milk"}});
    page.until([&] { return page.count("li") == i; }, 120s);
  }
  faults.heal("connection.send");
  EXPECT_GE(faults.failed("connection.send"), 1u);
}

TEST(FaultInjector, WithoutADescriptorAFileIsAnsweredWith503) {
  App app;
  app.files("/files", GOLIVE_SOURCE_DIR "/docs");
  Page page = live(app, "/files/testing.md");
  EXPECT_EQ(page.status(), 200);
  FaultInjector faults;
  faults.fail("files.open");
  page.visit("/files/testing.md");
  EXPECT_EQ(page.status(), 503);
  page.visit("/files/testing.md");
  EXPECT_EQ(page.status(), 200);
}

TEST(FaultInjector, AComponentThatCannotBeMadeIsA500) {
  for (const bool development : {false, true}) {
    App app({.development = development});
    app.live<Query>("/");
    Server server(app);
    FaultInjector faults;
    faults.fail("view.mount");
    const Page page = server.open("/");
    EXPECT_EQ(page.status(), 500);
    EXPECT_EQ(page.exists("td", "mount"), development) << page.html();
    EXPECT_EQ(server.open("/").status(), 200);
  }
}

}  // namespace
}  // namespace golive::testing
