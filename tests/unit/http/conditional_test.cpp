#include "http/conditional.h"

#include <gtest/gtest.h>

#include "http/content_coding.h"
#include "http/content_type.h"
#include "http/date.h"

namespace golive::http {
namespace {

constexpr std::string_view kDate = "Tue, 14 Nov 2023 22:13:20 GMT";
constexpr std::string_view kBefore = "Tue, 14 Nov 2023 22:13:19 GMT";
constexpr Validators kNow{.etag = "\"a,b\"", .modified = 1'700'000'000};

Request with(std::vector<Header> headers, Method method = Method::get) {
  Request request;
  request.method = method;
  request.headers = std::move(headers);
  return request;
}

int conditions(std::vector<Header> headers, Method method = Method::get) {
  return evaluate_conditions(with(std::move(headers), method), kNow);
}

TEST(Conditions, ByTagCompareWholeTags) {
  EXPECT_EQ(conditions({}), 0);
  for (const std::string_view same : {"\"a,b\"", "W/\"a,b\"", "\"x\", \"a,b\"", " \"x\" ,W/\"a,b\"", "*"})
    EXPECT_EQ(conditions({{"if-none-match", same}}), 304) << same;
  for (const std::string_view other : {"\"a\"", "a,b", "\"a,b", "\"xa,b\"", "\"x\" \"y\"", "W/", "\"\""})
    EXPECT_EQ(conditions({{"If-None-Match", other}}), 0) << other;
  EXPECT_EQ(conditions({{"If-None-Match", "*"}}, Method::put), 412);
  EXPECT_EQ(conditions({{"If-Match", "\"a,b\""}}), 0);
  EXPECT_EQ(conditions({{"If-Match", "*"}}), 0);
  EXPECT_EQ(conditions({{"If-Match", "\"other\""}}), 412);
  EXPECT_EQ(conditions({{"If-Match", "W/\"a,b\""}}), 412) << "only strong tags prove that nothing has changed";
}

TEST(Conditions, ByDateCountOnlyWhereNoTagIsGiven) {
  EXPECT_EQ(conditions({{"If-Modified-Since", kDate}}), 304);
  EXPECT_EQ(conditions({{"If-Modified-Since", kBefore}}), 0);
  EXPECT_EQ(conditions({{"If-Modified-Since", kDate}}, Method::post), 0);
  EXPECT_EQ(conditions({{"If-Modified-Since", kDate}, {"If-None-Match", "\"x\""}}), 0);
  EXPECT_EQ(conditions({{"If-Unmodified-Since", kDate}}), 0);
  EXPECT_EQ(conditions({{"If-Unmodified-Since", kBefore}}), 412);
  EXPECT_EQ(conditions({{"If-Unmodified-Since", kBefore}, {"If-Match", "*"}}), 0);
  for (const std::string_view no_date :
       {"yesterday", "Tue, 14 Nov 2023 22:13:20", "Wed, 14 Nov 2023 22:13:20 GMT", "Tue, 31 Feb 2023 22:13:20 GMT"})
    EXPECT_EQ(conditions({{"If-Modified-Since", no_date}}), 0) << no_date;
}

TEST(Dates, AreReadAsTheyAreWritten) {
  EXPECT_EQ(date_text(1'700'000'000), kDate);
  EXPECT_EQ(parse_date(kDate), 1'700'000'000);
  EXPECT_EQ(parse_date(date_text(951'782'399)), 951'782'399);
}

std::string range(std::string_view value, std::uint64_t size, std::string_view if_range = {}) {
  std::vector<Header> headers{{"Range", value}};
  if (!if_range.empty()) headers.push_back({"If-Range", if_range});
  const RangeAnswer answer = evaluate_range(with(headers), kNow, size);
  std::string text = std::to_string(answer.status);
  if (answer.status == 206) text += ' ' + std::to_string(answer.range.first) + '+' + std::to_string(answer.range.size);
  return text;
}

TEST(Ranges, OfBytesAreCutToWhatThereIs) {
  EXPECT_EQ(range("bytes=0-0", 10), "206 0+1");
  EXPECT_EQ(range("Bytes=2-4", 10), "206 2+3");
  EXPECT_EQ(range("bytes=2-", 10), "206 2+8");
  EXPECT_EQ(range("bytes=8-100", 10), "206 8+2");
  EXPECT_EQ(range("bytes=-3", 10), "206 7+3");
  EXPECT_EQ(range("bytes=-30", 10), "206 0+10");
  EXPECT_EQ(range("bytes=9-99999999999999999999999", 10), "206 9+1");
}

TEST(Ranges, OutsideAre416) {
  for (const std::string_view outside : {"bytes=10-", "bytes=10-11", "bytes=-0", "bytes=99999999999999999999999-"})
    EXPECT_EQ(range(outside, 10), "416") << outside;
  EXPECT_EQ(range("bytes=0-", 0), "416");
}

TEST(Ranges, ThatAreNoneOrManyGiveTheWhole) {
  for (const std::string_view whole : {"bytes=", "bytes=-", "bytes=a-b", "bytes=4-2", "lines=1-2", "bytes=0-1,3-4", "bytes=0x1-2",
                                       "bytes=+1-2", "bytes 0-1", "bytes=1--2"})
    EXPECT_EQ(range(whole, 10), "200") << whole;
  EXPECT_EQ(evaluate_range(with({{"Range", "bytes=0-1"}}, Method::head), kNow, 10).status, 200);
}

TEST(Ranges, DependOnWhatTheClientHas) {
  EXPECT_EQ(range("bytes=0-1", 10, "\"a,b\""), "206 0+2");
  EXPECT_EQ(range("bytes=0-1", 10, kDate), "206 0+2");
  for (const std::string_view other : {std::string_view("\"other\""), std::string_view("W/\"a,b\""), kBefore, std::string_view("never")})
    EXPECT_EQ(range("bytes=0-1", 10, other), "200") << other;
}

TEST(ContentCoding, IsTheOneTheClientLikesBest) {
  const auto chosen = [](std::string_view accepted, bool gzip = true, bool brotli = true) {
    return std::string(coding_name(choose_coding(with({{"Accept-Encoding", accepted}}), gzip, brotli)));
  };
  EXPECT_EQ(chosen("gzip, deflate, br, zstd"), "br");
  EXPECT_EQ(chosen("gzip, deflate, br", true, false), "gzip");
  EXPECT_EQ(chosen("gzip;q=1.0, br;q=0.9"), "gzip");
  EXPECT_EQ(chosen("br;q=0, *;q=0.1"), "gzip");
  EXPECT_EQ(chosen("*"), "br");
  EXPECT_EQ(chosen("*;q=0"), "");
  EXPECT_EQ(chosen("x-gzip"), "gzip");
  EXPECT_EQ(chosen("GZIP;Q=0.001"), "gzip");
  for (const std::string_view none :
       {"", "identity", "gzip;q=0", "gzip; q=0.000", "gzip;q=2", "gzip;q=-1", "gzip;level=9", "gzip;q=", "xgzip", ",,"})
    EXPECT_EQ(chosen(none), "") << none;
  EXPECT_EQ(choose_coding(with({}), true, true), Coding::identity);
}

TEST(ContentType, FollowsTheExtension) {
  EXPECT_EQ(content_type_of("a/b.min.JS"), "text/javascript; charset=utf-8");
  EXPECT_EQ(content_type_of("x.webmanifest"), "application/manifest+json");
  EXPECT_EQ(content_type_of("README"), "application/octet-stream");
  EXPECT_EQ(content_type_of("a.averylongextension"), "application/octet-stream");
  EXPECT_TRUE(is_compressible("text/html; charset=utf-8"));
  EXPECT_TRUE(is_compressible("image/svg+xml"));
  EXPECT_FALSE(is_compressible("image/png"));
  EXPECT_FALSE(is_compressible("text/event-stream"));
}

}  // namespace
}  // namespace golive::http
