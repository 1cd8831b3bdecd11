// docs/routing.md: layouts and error pages.
#include <golive/golive.h>
#include <gtest/gtest.h>

#include <string>

#include "unit/app/visitor.h"

namespace golive {
namespace {

using V = test::Visitor;

bool has(const std::string& page, std::string_view text) { return page.find(text) != std::string::npos; }

struct Home {
  Html render() const { return HTML("<p>home</p>"); }
};
struct Print {
  Html render() const { return HTML("<p>print</p>"); }
};

Layout plain(const PageInfo& page, const Request& request) {
  const std::string nonce(page.nonce);
  return {.title = std::string(request.path), .head = raw(TrustedHtml("<script nonce=\"" + nonce + "\">1</script>"))};
}

// clang-format off
Layout shop(const PageInfo& page) {
  return {.lang = "en",
          .title = std::string(page.title) + " - Shop",
          .head = HTML(R"(<meta name="description" content="Everything">)"),
          .body = HTML(R"(<header>Shop</header><main>{view}</main>)", arg("view", page.view))};
}

void add_layouts(App& app) { app.layout(shop).live<Home>("/", {.title = "Home"}).live<Print>("/print", {.layout = plain}); }
// clang-format on

TEST(RoutingLayouts, StandRoundTheirPages) {
  App app;
  add_layouts(app);
  app.listen("127.0.0.1", 0).start();
  const V visitor(app.port());
  const std::string home = visitor.get("/");
  EXPECT_TRUE(has(home, "<title>Home - Shop</title>")) << home;
  EXPECT_TRUE(has(home, "<header>Shop</header><main>"));
  EXPECT_LT(home.find("<main>"), home.find("<div data-live-view=\"home\""));
  EXPECT_TRUE(visitor.join("/").attached());
  const std::string print = visitor.get("/print");
  EXPECT_FALSE(has(print, "<header>"));
  EXPECT_TRUE(has(print, "<title>/print</title>"));
  const std::string nonce = test::attribute_of(print, "nonce");
  EXPECT_TRUE(has(V::header_of(print, "Content-Security-Policy"), "'nonce-" + nonce + "'")) << print;
}

TEST(RoutingErrors, HavePagesOfTheApp) {
  App app;
  // clang-format off
  app.not_found([](const Request& request) { return Response::text("Nothing at " + std::string(request.path)); })
      .on_error([](const Request&, int status) { return Response::text("Sorry: " + std::to_string(status)); });
  // clang-format on
  app.get("/gone", [](const Request&) -> Response { throw HttpError{410}; }).listen("127.0.0.1", 0).start();
  const V visitor(app.port());
  EXPECT_EQ(visitor.status("GET", "/nothing"), 404);
  EXPECT_EQ(V::body_of(visitor.get("/nothing")), "Nothing at /nothing");
  EXPECT_EQ(visitor.status("GET", "/gone"), 410);
  EXPECT_EQ(V::body_of(visitor.get("/gone")), "Sorry: 410");
  EXPECT_EQ(V::body_of(visitor.ask("DELETE", "/gone")), "Sorry: 405");
}

}  // namespace
}  // namespace golive
