// What a network and a server may do to a page, and what a user of the testing kit sees of it.
#include <golive/testing.h>
#include <gtest/gtest.h>

#include "unit/testing/todos.h"

namespace golive::testing {
namespace {

using pages::Todos;

App with_todos() {
  App app;
  app.live<Todos>("/todos/{id}");
  return app;
}

Page with_milk(Server& server) {
  Page page = server.open("/todos/7");
  page.submit("#new", {{"title", "milk"}}).fill("input[name=title]", "bre");
  return page;
}

TEST(Network, WhatIsDoneWhileItIsAwayIsDoneOnce) {
  Server server(with_todos());
  Page page = with_milk(server);
  page.disconnect().click("button", "Add").advance(20s);
  EXPECT_EQ(page.count("li"), 1u) << "nobody has heard of it";
  page.reconnect();
  EXPECT_EQ(page.count("li"), 2u);
  EXPECT_EQ(page.text("#ticks"), "20") << "the view waited";
}

TEST(Network, ACrashedViewIsReplacedAndWhatWasTypedStays) {
  Server server(with_todos());
  Page page = with_milk(server);
  page.crash();
  EXPECT_EQ(page.count("li"), 0u);
  EXPECT_EQ(page.value("input[name=title]"), "bre");
  EXPECT_EQ(page.text("#draft"), "bre") << "it was sent again";
  page.click("button", "Add");
  EXPECT_EQ(page.text("li span"), "bre");
}

TEST(Network, AnEvictedViewIsMountedAfresh) {
  Server server(with_todos());
  Page page = with_milk(server);
  page.evict();
  EXPECT_EQ(page.count("li"), 0u);
  EXPECT_EQ(page.value("input[name=title]"), "bre");
  EXPECT_EQ(page.text("#draft"), "bre");
}

TEST(Network, APageThatIsAwayMeetsWhatHappenedWhenItIsBack) {
  Server server(with_todos());
  for (const auto happen : {&Page::crash, &Page::evict, &Page::restart_server, &Page::kill_server}) {
    Page page = with_milk(server);
    page.disconnect();
    (page.*happen)(Place::current());
    EXPECT_EQ(page.count("li"), 1u);
    page.reconnect();
    EXPECT_EQ(page.count("li"), 0u);
    EXPECT_EQ(page.text("#draft"), "bre");
  }
}

TEST(Network, AllPagesComeBackToTheNextServer) {
  Server server(with_todos());
  for (const auto restart : {&Page::restart_server, &Page::kill_server}) {
    Page one = with_milk(server), other = with_milk(server);
    (one.*restart)(Place::current());
    for (Page* const page : {&one, &other}) {
      EXPECT_EQ(page->count("li"), 0u);
      EXPECT_EQ(page->value("input[name=title]"), "bre");
      page->click("button", "Add");
      EXPECT_EQ(page->text("li span"), "bre");
    }
  }
}

}  // namespace
}  // namespace golive::testing
