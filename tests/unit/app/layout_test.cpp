// Layouts over real sockets: the document round a view.
#include "golive/layout.h"

#include <gtest/gtest.h>

#include <string>

#include "golive/golive.h"
#include "unit/app/visitor.h"

namespace golive {
namespace {

using V = test::Visitor;

struct Inside {
  Html render() const { return HTML("<p>inside</p>"); }
};

Layout shop(const PageInfo& page) {
  return {.lang = "de",
          .title = std::string(page.title) + " & Shop",
          .head = HTML(R"(<meta name="description" content="Everything">)"),
          .body = HTML(R"(<header>Shop</header><main>{view}</main><footer>end</footer>)", arg("view", page.view))};
}

bool has(const std::string& page, std::string_view text) { return page.find(text) != std::string::npos; }

TEST(LayoutTest, RendersTheDocumentRoundTheViewWhichStaysAsItIs) {
  App app;
  app.layout(shop).live<Inside>("/", {.title = "Home"}).listen("127.0.0.1", 0).start();
  const std::string page = V(app.port()).get("/");
  EXPECT_TRUE(has(page, R"(<html lang="de">)")) << page;
  EXPECT_TRUE(has(page, "<title>Home &amp; Shop</title>"));
  EXPECT_TRUE(has(page, R"(<meta name="description" content="Everything">)"));
  EXPECT_TRUE(has(page, R"(<div data-live-view="inside" id="lv-0-)"));
  EXPECT_LT(page.find("<main>"), page.find("<div data-live-view"));
  EXPECT_LT(page.find("<p>inside</p>"), page.find("<footer>end</footer>"));
  EXPECT_TRUE(V(app.port()).join("/").attached());
}

TEST(LayoutTest, OfAGroupAndOfAPageComeBeforeThatOfTheApp) {
  const auto titled = [](std::string title) { return [title](const PageInfo&) { return Layout{.title = title}; }; };
  App app;
  app.layout(titled("app"))
      .live<Inside>("/")
      .live<Inside>("/own", {.layout = titled("own")})
      .group("/group", [&](Group& group) { group.layout(titled("group")).live<Inside>("/x"); })
      .group("/plain", [](Group& group) { group.live<Inside>("/x"); })
      .listen("127.0.0.1", 0)
      .start();
  const V visitor(app.port());
  EXPECT_TRUE(has(visitor.get("/"), "<title>app</title>"));
  EXPECT_TRUE(has(visitor.get("/own"), "<title>own</title>"));
  EXPECT_TRUE(has(visitor.get("/group/x"), "<title>group</title>"));
  EXPECT_TRUE(has(visitor.get("/plain/x"), "<title>app</title>"));
}

TEST(LayoutTest, WithARequestIsMadeForEachAndHasANonceOfItsOwn) {
  App app;
  app.layout([](const PageInfo& page, const Request& request) {
       return Layout{.title = std::string(request.path),
                     .head = raw(TrustedHtml("<script nonce=\"" + std::string(page.nonce) + "\">1</script>"))};
     })
      .live<Inside>("/{x}")
      .listen("127.0.0.1", 0)
      .start();
  const std::string first = V(app.port()).get("/one");
  const std::string second = V(app.port()).get("/two");
  EXPECT_TRUE(has(first, "<title>/one</title>"));
  EXPECT_TRUE(has(second, "<title>/two</title>"));
  const std::string nonce = test::attribute_of(first, "nonce");
  EXPECT_EQ(nonce.size(), 32u);
  EXPECT_NE(test::attribute_of(second, "nonce"), nonce);
  EXPECT_TRUE(has(V::header_of(first, "Content-Security-Policy"), "script-src 'self' 'nonce-" + nonce + "'")) << first;
}

TEST(LayoutTest, WithoutTheViewIsAnErrorAtTheStart) {
  App app;
  app.layout([](const PageInfo&) { return Layout{.body = HTML("<main>no view</main>")}; }).live<Inside>("/").listen("127.0.0.1", 0);
  EXPECT_THROW(app.start(), Error);
}

}  // namespace
}  // namespace golive
