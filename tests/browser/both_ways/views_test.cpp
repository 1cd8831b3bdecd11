// Pages on which there are several live views.
#include <string>
#include <string_view>

#include "browser/both_ways/both_ways.h"

namespace golive::testing {
namespace {

struct Hits {
  int hits = 0;
  int hit() { return ++hits; }
  Html render() const { return HTML(R"(<p lv-hook="Hits">{hits}</p><button lv-click={}>+</button>)", hits, on<&Hits::hit>()); }
};

// Two views of one component, the second of which an earlier page has brought: it is joined where it is shown now.
class SeveralViews : public BothWays {
 protected:
  Page two() {
    app_.live<Hits>("/").layout(
        [this](const PageInfo& info, const Request&) { return Layout{.body = HTML("{}{}", info.view, raw(TrustedHtml(other_)))}; });
    Page page = open(app_, "/", {.session = [](Session& session) { session.put("name", "Ada"); }});
    const auto written = [&](std::string_view selector, std::string_view name) {
      return ' ' + std::string(name) + "=\"" + page.attr(selector, name).value_or("") + '"';
    };
    other_ = "<div";
    for (const std::string_view name : {"data-live-view", "id", "data-token"}) other_ += written("[data-live-view]", name);
    other_ += "><p lv-hook=\"Hits\">0</p><button" + written("button", "lv-click") + ">+</button></div>";
    page.visit("/");
    return page;
  }
  static Element in(const Page& page, std::size_t view, std::string_view selector) {
    return page.element("[data-live-view]").nth(view).element(selector);
  }

 private:
  App app_;
  std::string other_;
};
GOLIVE_BOTH_WAYS(SeveralViews);

TEST_P(SeveralViews, HooksOfEachReachTheirOwn) {
  const Page page = two();
  EXPECT_EQ(in(page, 1, "p").hook("hit"), "1");
  EXPECT_EQ(in(page, 1, "p").hook("hit"), "2");
  EXPECT_EQ(in(page, 0, "p").hook("hit"), "1");
  in(page, 1, "button").click();
  EXPECT_EQ(in(page, 0, "p").text(), "1");
  EXPECT_EQ(in(page, 1, "p").text(), "3");
  EXPECT_NE(failure_of([&] { in(page, 1, "p").hook("hitt"); }).find("binds no event 'hitt'"), std::string::npos);
}

TEST_P(SeveralViews, AllOfThemComeBack) {
  Page page = two();
  in(page, 1, "button").click();
  page.crash();
  EXPECT_EQ(in(page, 1, "p").text(), "0");
  in(page, 1, "p").hook("hit");
  page.disconnect();
  in(page, 1, "p").hook("hit");
  in(page, 0, "button").click();
  page.reconnect();
  EXPECT_EQ(in(page, 0, "p").text(), "1");
  EXPECT_EQ(in(page, 1, "p").text(), "2");
}

}  // namespace
}  // namespace golive::testing
