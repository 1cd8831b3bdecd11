#include "http/static_file.h"

#include <gtest/gtest.h>

namespace golive::http {
namespace {

Request request_for(std::string_view path, std::vector<Header> headers = {}, Method method = Method::get) {
  Request request;
  request.method = method;
  request.raw_path = path;
  request.headers = std::move(headers);
  return request;
}

class StaticFilesTest : public testing::Test {
 protected:
  StaticFilesTest() {
    files_.add({"/b.js", "text/javascript", "plain text", "zipped"});
    files_.add({"/a.css", "text/css", "style", ""});
  }
  StaticFiles files_;
};

TEST_F(StaticFilesTest, AreKeptByBrowsersForEver) {
  const auto response = files_.respond(request_for("/a.css"));
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status(), 200);
  EXPECT_EQ(response->body(), "style");
  EXPECT_EQ(response->header("content-type"), "text/css");
  EXPECT_EQ(response->header("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(response->header("Vary"), "");
}

TEST_F(StaticFilesTest, GoZippedToWhoTakesIt) {
  const auto zipped = files_.respond(request_for("/b.js", {{"accept-encoding", "br, gzip;q=0.5"}}));
  EXPECT_EQ(zipped->body(), "zipped");
  EXPECT_EQ(zipped->header("Content-Encoding"), "gzip");
  EXPECT_EQ(zipped->header("Vary"), "Accept-Encoding");
  for (const std::string_view refused : {"", "br", "gzip;q=0", "gzip; q=0.000", "xgzip"}) {
    const auto plain = files_.respond(request_for("/b.js", {{"Accept-Encoding", refused}}));
    EXPECT_EQ(plain->body(), "plain text") << refused;
    EXPECT_EQ(plain->header("Content-Encoding"), "");
    EXPECT_EQ(plain->header("Vary"), "Accept-Encoding");
  }
}

TEST_F(StaticFilesTest, AreNotSentAgainToWhoHasThem) {
  const std::string plain(files_.respond(request_for("/b.js"))->header("ETag"));
  const std::string zipped(files_.respond(request_for("/b.js", {{"Accept-Encoding", "gzip"}}))->header("ETag"));
  EXPECT_NE(plain, zipped);
  for (const std::string& tags : {plain, "\"x\", " + plain, "W/" + plain, std::string("*")}) {
    const auto response = files_.respond(request_for("/b.js", {{"If-None-Match", tags}}));
    EXPECT_EQ(response->status(), 304) << tags;
    EXPECT_EQ(response->body(), "");
    EXPECT_EQ(response->header("ETag"), plain);
  }
  EXPECT_EQ(files_.respond(request_for("/b.js", {{"If-None-Match", zipped}}))->status(), 200);
}

TEST_F(StaticFilesTest, AreReadOnlyAndOnlyThoseThere) {
  EXPECT_FALSE(files_.respond(request_for("/c.js")));
  EXPECT_FALSE(files_.respond(request_for("/a")));
  EXPECT_EQ(files_.respond(request_for("/a.css", {}, Method::head))->status(), 200);
  EXPECT_EQ(files_.respond(request_for("/a.css", {}, Method::post))->header("Allow"), "GET, HEAD");
}

}  // namespace
}  // namespace golive::http
