// What came with a document: the headers of its answer.
#include "browser/both_ways/both_ways.h"

namespace golive::testing {
namespace {

Response html(std::string body, Headers headers) {
  headers.add("Content-Type", "text/html; charset=utf-8");
  return {.body = std::move(body), .headers = std::move(headers)};
}

class AnswerHeaders : public BothWays {
 protected:
  AnswerHeaders() {
    app_.get("/", [](const Request&) {
      return html(R"(<title>x</title><a href="/other">Other</a> <a href="/nothing">Nothing</a>)",
                  {{"Cache-Control", "no-store"}, {"X-Part", "one"}, {"X-Part", "two"}, {"Set-Cookie", "team=blue; Path=/; HttpOnly"}});
    });
    app_.get("/other", [](const Request&) { return html("<title>other</title>", {{"X-Frame-Options", "SAMEORIGIN"}}); });
    app_.get("/nothing", [](const Request&) { return Response{.status = 204, .headers = {{"X-Part", "none"}}}; });
    app_.get("/away", [](const Request&) { return Response{.status = 303, .headers = {{"Location", "/other"}, {"X-Part", "away"}}}; });
  }
  App app_;
};
GOLIVE_BOTH_WAYS(AnswerHeaders);

TEST_P(AnswerHeaders, AreThoseOfTheAnswer) {
  Page page = open(app_);
  EXPECT_EQ(page.header("Cache-Control"), "no-store");
  EXPECT_EQ(page.header("cache-control"), "no-store");
  EXPECT_EQ(page.header("X-Part"), "one, two");
  EXPECT_NE(page.header("Set-Cookie").find("team=blue; Path=/; HttpOnly"), std::string::npos);
  EXPECT_TRUE(page.has_header("X-Content-Type-Options"));
  EXPECT_FALSE(page.has_header("X-Powered-By"));
}

TEST_P(AnswerHeaders, AreThoseOfTheDocumentThatIsThere) {
  Page page = open(app_);
  page.click("a", "Nothing");
  EXPECT_EQ(page.header("X-Part"), "one, two") << "the page has stayed";
  page.follow_link("a", "Other");
  EXPECT_EQ(page.header("X-Frame-Options"), "SAMEORIGIN");
  EXPECT_FALSE(page.has_header("X-Part"));
  page.visit("/away");
  EXPECT_FALSE(page.has_header("X-Part")) << "that is the redirect's";
  EXPECT_FALSE(page.has_header("Location"));
  page.visit("/not/there");
  EXPECT_EQ(page.status(), 404);
  EXPECT_NE(page.header("Content-Type").find("text/plain"), std::string::npos);
}

TEST_P(AnswerHeaders, ThatAreNotThereFail) {
  Page page = open(app_, "/other");
  const std::string failure = failure_of([&] { page.header("X-Frame-Option"); });
  EXPECT_NE(failure.find("header(\"X-Frame-Option\"): the answer that /other came with has no header \"X-Frame-Option\"   did you mean "
                         "\"x-frame-options\"?"),
            std::string::npos)
      << failure;
  EXPECT_NE(failure.find("\n  it has "), std::string::npos) << failure;
  EXPECT_NE(failure.find("content-type"), std::string::npos) << failure;
  page.visit("about:blank");
  EXPECT_NE(failure_of([&] { page.header("Content-Type"); }).find("about:blank came without an answer"), std::string::npos);
}

}  // namespace
}  // namespace golive::testing
