// What browsers are told that a page may not do, and who may say otherwise.
#include "golive/security_headers.h"

#include <gtest/gtest.h>

#include <string>

#include "golive/golive.h"
#include "unit/app/visitor.h"

namespace golive {
namespace {

using V = test::Visitor;

constexpr const char* kPolicy = "Content-Security-Policy";

struct Page {
  Html render() const { return HTML("<p>page</p>"); }
};

class SecurityHeadersTest : public ::testing::Test {
 protected:
  V start(App& app) {
    app.listen("127.0.0.1", 0).start();
    return V(app.port());
  }
};

TEST_F(SecurityHeadersTest, AreOnEverythingByDefaultAndThePolicyOnPages) {
  App app;
  app.live<Page>("/page").get("/plain", [](const Request&) { return Response::text("x"); });
  const V visitor = start(app);
  for (const char* path : {"/page", "/plain", "/missing", "/live/golive.js"}) {
    const std::string answer = visitor.get(path);
    EXPECT_EQ(V::header_of(answer, "X-Content-Type-Options"), "nosniff") << path;
    EXPECT_EQ(V::header_of(answer, "X-Frame-Options"), "DENY") << path;
    EXPECT_EQ(V::header_of(answer, "Referrer-Policy"), "same-origin") << path;
    EXPECT_EQ(V::header_of(answer, "Strict-Transport-Security"), "-") << path;
  }
  EXPECT_EQ(V::header_of(visitor.get("/page"), kPolicy),
            "default-src 'self'; style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
            "object-src 'none'; img-src 'self' data:; require-trusted-types-for 'script'; trusted-types golive");
  EXPECT_EQ(V::header_of(visitor.get("/plain"), kPolicy), "-");
}

TEST_F(SecurityHeadersTest, AHandlersOwnStay) {
  App app;
  app.get("/own", [](const Request&) { return Response{.body = "x", .headers = {{"X-Frame-Options", "SAMEORIGIN"}}}; });
  EXPECT_EQ(V::header_of(start(app).get("/own"), "X-Frame-Options"), "SAMEORIGIN");
}

TEST_F(SecurityHeadersTest, TheInnermostChoiceCounts) {
  App app;
  app.use(security_headers({.directives = {{"img-src", "*"}, {"object-src", ""}, {"connect-src", "'self' wss://feed.example"}}}))
      .live<Page>("/page")
      .group("/embed", [](Group& embed) { embed.use(security_headers({.framed_by = "https://portal.example"})).live<Page>("/page"); })
      .group("/legacy", [](Group& legacy) { legacy.use(no_security_headers()).live<Page>("/page"); });
  const V visitor = start(app);

  const std::string policy = V::header_of(visitor.get("/page"), kPolicy);
  EXPECT_NE(policy.find("; img-src *;"), std::string::npos) << policy;
  EXPECT_NE(policy.find("connect-src 'self' wss://feed.example"), std::string::npos) << policy;
  EXPECT_EQ(policy.find("object-src"), std::string::npos) << policy;

  const std::string embedded = visitor.get("/embed/page");
  EXPECT_NE(V::header_of(embedded, kPolicy).find("frame-ancestors https://portal.example;"), std::string::npos) << embedded;
  EXPECT_NE(V::header_of(embedded, kPolicy).find("img-src 'self' data:"), std::string::npos) << embedded;
  EXPECT_EQ(V::header_of(embedded, "X-Frame-Options"), "-");

  const std::string bare = visitor.get("/legacy/page");
  EXPECT_EQ(V::status_of(bare), 200);
  for (const char* name : {kPolicy, "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy"})
    EXPECT_EQ(V::header_of(bare, name), "-");
  EXPECT_EQ(V::header_of(bare, "Cache-Control"), "no-store");
}

TEST_F(SecurityHeadersTest, OnlyHttpsSaysToComeBackByHttps) {
  App app({.proxies = {"127.0.0.1"}});
  app.use(security_headers({.https_only_for = std::chrono::hours{24}})).live<Page>("/page");
  const V visitor = start(app);
  EXPECT_EQ(V::header_of(visitor.get("/page"), "Strict-Transport-Security"), "-");
  EXPECT_EQ(V::header_of(visitor.get("/page", "X-Forwarded-Proto: https\r\n"), "Strict-Transport-Security"), "max-age=86400");
}

TEST_F(SecurityHeadersTest, TheNonceOfALayoutGoesIntoThePolicyThatWasChosen) {
  App app;
  app.use(security_headers({.directives = {{"script-src", "https://cdn.example"}, {"style-src", "'none'"}}}))
      .layout([](const PageInfo& page, const Request&) { return Layout{.title = std::string(page.nonce)}; })
      .live<Page>("/page");
  const std::string page = start(app).get("/page");
  const std::size_t at = page.find("<title>") + 7;
  const std::string nonce = page.substr(at, page.find("</title>") - at);
  ASSERT_EQ(nonce.size(), 32u);
  const std::string policy = V::header_of(page, kPolicy);
  EXPECT_NE(policy.find("script-src https://cdn.example 'nonce-" + nonce + "'"), std::string::npos) << policy;
  EXPECT_NE(policy.find("style-src 'nonce-" + nonce + "'"), std::string::npos) << policy;
}

TEST_F(SecurityHeadersTest, ADirectiveThatWouldBeNoneIsAnErrorAtOnce) {
  EXPECT_THROW(security_headers({.directives = {{"img-src", "'self'; script-src *"}}}), Error);
  EXPECT_THROW(security_headers({.directives = {{"Img Src", "*"}}}), Error);
  EXPECT_THROW(security_headers({.framed_by = "https://a.example, https://b.example"}), Error);
}

}  // namespace
}  // namespace golive
