#include "http/compress.h"

#include <gtest/gtest.h>
#include <zlib.h>

namespace golive::http {
namespace {

std::string gunzip(std::string_view bytes) {
  z_stream stream{};
  EXPECT_EQ(::inflateInit2(&stream, 15 + 16), Z_OK);
  std::string out(10'000'000, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(::inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  ::inflateEnd(&stream);
  return out;
}

Request request_with(std::string_view accepted) {
  Request request;
  request.method = Method::get;
  request.headers = {{"Accept-Encoding", accepted}};
  return request;
}

Response page(std::size_t size = 5000) { return Response(200, "text/html; charset=utf-8", std::string(size, 'p')); }

TEST(Compress, MakesABigPageSmallForWhoTakesIt) {
  Response response = page();
  EXPECT_TRUE(compress(request_with("gzip, br"), response));
  EXPECT_EQ(response.header("Content-Encoding"), "gzip");
  EXPECT_EQ(response.header("Vary"), "Accept-Encoding");
  EXPECT_LT(response.body().size(), 100U);
  EXPECT_EQ(gunzip(response.body()), std::string(5000, 'p'));
}

TEST(Compress, TellsCachesThatTheAnswerVaries) {
  Response response = page();
  EXPECT_FALSE(compress(request_with("br"), response));
  EXPECT_EQ(response.header("Vary"), "Accept-Encoding");
  EXPECT_EQ(response.body(), std::string(5000, 'p'));
}

TEST(Compress, LeavesAloneWhatItMust) {
  const auto left_alone = [](Response response) {
    return !compress(request_with("gzip"), response) && response.header("Content-Encoding") != "gzip";
  };
  EXPECT_TRUE(left_alone(page(1399)));
  EXPECT_TRUE(left_alone(Response(200, "image/png", std::string(5000, 'p'))));
  EXPECT_TRUE(left_alone(std::move(page().add("Content-Encoding", "br"))));
  EXPECT_TRUE(left_alone(std::move(page().add("ETag", "\"1\""))));
  EXPECT_TRUE(left_alone(std::move(page().add("Cache-Control", "no-transform"))));
  Response part = page();
  part.set_status(206);
  EXPECT_TRUE(left_alone(part));
  Response stream = page();
  stream.set_source([](std::string&) { return BodySource::end; });
  EXPECT_TRUE(left_alone(stream));
}

TEST(Compress, TheCompressorIsUsedAgain) {
  for (std::size_t size : {0, 1, 100'000, 3}) {
    std::string text;
    for (std::size_t i = 0; i < size; ++i) text += static_cast<char>('a' + i * i % 26);
    EXPECT_EQ(gunzip(gzip(text)), text);
  }
}

}  // namespace
}  // namespace golive::http
