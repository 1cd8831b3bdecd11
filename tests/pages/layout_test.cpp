// Layouts: the document round a view.
#include "golive/layout.h"

#include <golive/testing.h>
#include <gtest/gtest.h>

#include <string>

namespace golive::testing {
namespace {

struct Inside {
  Html render() const { return HTML("<p>inside</p>"); }
};

Layout shop(const PageInfo& page) {
  return {.lang = "de",
          .title = std::string(page.title) + " & Shop",
          .head = HTML(R"(<meta name="description" content="Everything">)"),
          .body = HTML(R"(<header>Shop</header><main>{view}</main><footer>end</footer>)", arg("view", page.view))};
}

TEST(Layouts, RendersTheDocumentRoundTheViewWhichStaysAsItIs) {
  App app;
  app.layout(shop).live<Inside>("/", {.title = "Home"});
  const Page page = live(app);
  EXPECT_EQ(page.attr("html", "lang"), "de");
  EXPECT_EQ(page.title(), "Home & Shop");
  EXPECT_EQ(page.attr("head meta[name=description]", "content"), "Everything");
  EXPECT_EQ(page.text("header + main > [data-live-view=inside] > p"), "inside");
  EXPECT_EQ(page.text("main + footer"), "end");
}

TEST(Layouts, OfAGroupAndOfAPageComeBeforeThatOfTheApp) {
  const auto titled = [](std::string title) { return [title](const PageInfo&) { return Layout{.title = title}; }; };
  App app;
  app.layout(titled("app"))
      .live<Inside>("/")
      .live<Inside>("/own", {.layout = titled("own")})
      .group("/group", [&](Group& group) { group.layout(titled("group")).live<Inside>("/x"); })
      .group("/plain", [](Group& group) { group.live<Inside>("/x"); });
  Page page = live(app);
  EXPECT_EQ(page.title(), "app");
  EXPECT_EQ(page.visit("/own").title(), "own");
  EXPECT_EQ(page.visit("/group/x").title(), "group");
  EXPECT_EQ(page.visit("/plain/x").title(), "app");
}

}  // namespace
}  // namespace golive::testing
