// What is to be seen: by markup in memory, by what is rendered in Chromium.
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "browser/both_ways/both_ways.h"
#include "testing/chromium_page.h"
#include "testing/memory_page.h"
#include "testing/monkey_moves.h"

namespace golive::testing {
namespace {

using Visible = BothWays;
GOLIVE_BOTH_WAYS(Visible);

Response html(std::string_view body) {
  return {.body = "<!doctype html><title>t</title>" + std::string(body), .headers = {{"Content-Type", "text/html; charset=utf-8"}}};
}

TEST_P(Visible, MarkupHides) {
  App app;
  app.get("/", [](const Request&) {
    return html(R"(
      <p id="plain">text</p>
      <p hidden><b id="hidden">text</b></p>
      <p style="display: none" id="none">text</p>
      <p style="visibility: hidden"><b id="inherited">text</b> <b id="shown" style="visibility: visible">text</b></p>
      <details><summary id="summary">more</summary><b id="closed">text</b></details>
      <dialog><b id="dialog">text</b></dialog>
      <input type="hidden" id="control"><select><option id="option">one</option></select>)");
  });
  Page page = open(app);
  for (const std::string_view seen : {"#plain", "#shown", "#summary", "select"}) EXPECT_TRUE(page.element(seen).visible()) << seen;
  for (const std::string_view unseen : {"#hidden", "#none", "#inherited", "#closed", "#dialog", "#control", "#option"})
    EXPECT_FALSE(page.element(unseen).visible()) << unseen;
  page.click("#summary");
  EXPECT_TRUE(page.element("#closed").visible());
}

TEST_P(Visible, AStyleSheetHidesInABrowser) {
  App app;
  app.get("/", [](const Request&) {
    return html(R"(
      <style>
        .none { display: none } .away { position: absolute; left: -9999px } .clear { opacity: 0 }
        .folded { height: 0; overflow: hidden } .narrow { height: 20px; overflow: hidden } .scrolled { height: 20px; overflow: auto }
        .reader { position: absolute; width: 1px; height: 1px; overflow: hidden } .contents { display: contents }
        .tall { height: 50px } .fixed { position: fixed; top: 0 }
      </style>
      <p class="none"><b id="none">text</b></p>
      <p class="away" id="away">text</p>
      <p class="clear"><b id="clear">text</b></p>
      <div class="folded"><p id="folded">text</p><b class="fixed" id="fixed">text</b></div>
      <div class="narrow"><p class="tall">text</p><p id="cut">text</p></div>
      <div class="scrolled"><p class="tall">text</p><p id="scrolled">text</p></div>
      <p class="reader" id="reader">text</p>
      <p id="empty"></p>
      <p class="contents" id="contents">text</p>
      <div style="height: 3000px"></div><p id="below">text</p>)");
  });
  Page page = open(app);
  for (const std::string_view seen : {"#fixed", "#scrolled", "#contents", "#below"}) EXPECT_TRUE(page.element(seen).visible()) << seen;
  for (const std::string_view unseen : {"#none", "#away", "#clear", "#folded", "#cut", "#reader", "#empty"})
    EXPECT_EQ(page.element(unseen).visible(), !in_browser()) << unseen;
}

struct Covered {
  int clicks = 0;
  void click() { ++clicks; }
  Html render() const {
    return HTML(R"(<button id="under" lv-click={} style="position: absolute; top: 0; left: 0">under</button>
          <button id="beside" lv-click={} style="position: absolute; top: 100px; left: 0">beside</button>
          <div style="position: absolute; top: 0; left: 0; width: 100px; height: 50px"></div><output>{clicks}</output>)",
                on<&Covered::click>(), on<&Covered::click>(), clicks);
  }
};

TEST_P(Visible, WhatIsCoveredIsSeenByNoClick) {
  Page page = open<Covered>();
  EXPECT_EQ(failure_of([&] { page.click("#under"); }).find("is covered by") != std::string::npos, in_browser());
  page.click("#beside");
  EXPECT_EQ(page.text("output"), in_browser() ? "1" : "2");
}

std::shared_ptr<PageDriver> tab_of(App& app, bool in_browser) {
  const auto world = std::make_shared<World>(app, ServerOptions{.in_browser = in_browser});
  if (in_browser) return std::make_shared<ChromiumPage>(world, PageOptions());
  return std::make_shared<MemoryPage>(std::make_shared<Visitor>(world, PageOptions().peer, PageOptions().headers), "");
}

TEST_P(Visible, RandomUsersLeaveAloneWhatIsCovered) {
  App app;
  app.live<Covered>("/");
  const auto tab = tab_of(app, in_browser());
  tab->load("/");
  Choice choice(1);
  std::set<std::string> clicked;
  for (int i = 0; i < 40; ++i)
    if (const MonkeyStep step = next_step(choice, *tab, "/"); step.verb == Verb::click) clicked.insert(step.element.selector);
  EXPECT_TRUE(clicked.contains("#beside"));
  EXPECT_EQ(clicked.contains("#under"), !in_browser());
}

}  // namespace
}  // namespace golive::testing
