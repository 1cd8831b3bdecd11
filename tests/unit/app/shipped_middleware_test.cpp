// The middleware that comes along: what it does, and that upgrades and streams pass through it unbroken.
#include <gtest/gtest.h>

#include <mutex>
#include <string>
#include <vector>

#include "golive/golive.h"
#include "http/compress.h"
#include "unit/app/visitor.h"

namespace golive {
namespace {

using V = test::Visitor;

struct Page {
  Html render() const { return HTML("<p>page</p>"); }
};

// Collects log lines of one message for as long as it lives.
class LogLines {
 public:
  LogLines() {
    set_logger(
        [](const LogRecord& record, void* self) {
          if (record.text != "request") return;
          std::string line;
          for (const LogField& field : record)
            line.append(field.name)
                .append("=")
                .append(field.kind == LogField::Kind::text ? std::string(field.text) : std::to_string(field.integer)) += ' ';
          auto& lines = *static_cast<LogLines*>(self);
          const std::scoped_lock lock(lines.mutex_);
          lines.lines_.push_back(std::move(line));
        },
        this);
  }
  ~LogLines() { set_logger(nullptr); }
  bool has(std::string_view text) {
    const std::scoped_lock lock(mutex_);
    for (const std::string& line : lines_)
      if (line.find(text) != std::string::npos) return true;
    return false;
  }

 private:
  std::mutex mutex_;
  std::vector<std::string> lines_;
};

class ShippedTest : public ::testing::Test {
 protected:
  ShippedTest() {
    app_.use(request_id())
        .use(access_log())
        .use(compression())
        .group("/api",
               [](Group& api) {
                 api.use(cors({.origins = {"https://shop.example"}, .headers = {"Content-Type", "X-Key"}, .credentials = true}));
                 api.get("/data", [](const Request&) { return Response::json(std::vector<int>{1, 2, 3}); });
               })
        .live<Page>("/page")
        .get("/big", [](const Request&) { return Response::text(std::string(5000, 'x')); })
        .get("/small", [](const Request&) { return Response::text("x"); })
        .get("/coded",
             [](const Request&) {
               return Response{.body = std::string(5000, 'x'), .headers = {{"Content-Type", "text/plain"}, {"Content-Encoding", "br"}}};
             })
        .get("/as-is",
             [](const Request&) {
               return Response{.body = std::string(5000, 'x'),
                               .headers = {{"Content-Type", "text/plain"}, {"Cache-Control", "no-transform"}}};
             })
        .get("/stream",
             [](const Request&) {
               return Response::stream("text/plain", [n = 0](std::string& piece) mutable {
                 piece.append(2000, 'y');
                 return ++n == 3 ? BodySource::end : BodySource::more;
               });
             })
        .listen("127.0.0.1", 0)
        .start();
  }
  V visitor() const { return V(app_.port()); }
  static constexpr std::string_view kGzip = "Accept-Encoding: gzip\r\n";
  LogLines log_;
  App app_;
};

TEST_F(ShippedTest, EveryAnswerHasAnIdOfItsOwn) {
  const std::string first = V::header_of(visitor().get("/small"), "X-Request-ID");
  EXPECT_EQ(first.size(), 32u);
  EXPECT_NE(V::header_of(visitor().get("/small"), "X-Request-ID"), first);
  EXPECT_NE(V::header_of(visitor().get("/small", "X-Request-ID: chosen-by-me\r\n"), "X-Request-ID"), "chosen-by-me");
  EXPECT_EQ(V::header_of(visitor().get("/nothing"), "X-Request-ID").size(), 32u);
}

// The address that connects is 127.0.0.1.
std::string id_behind(std::vector<std::string> proxies, const std::string& sent) {
  App app(Config{.threads = 1, .proxies = std::move(proxies)});
  app.use(request_id()).get("/", [](const Request&) { return Response::text(""); }).listen("127.0.0.1", 0).start();
  return V::header_of(V(app.port()).get("/", "X-Request-ID: " + sent + "\r\n"), "X-Request-ID");
}

TEST(RequestIds, OfATrustedProxyAreKeptIfTheyAreIds) {
  EXPECT_EQ(id_behind({"127.0.0.0/8"}, "from.proxy-17"), "from.proxy-17");
  EXPECT_EQ(id_behind({"127.0.0.0/8"}, "a b=c").size(), 32u);
}

TEST(RequestIds, OfStrangersAreReplaced) {
  for (const auto& proxies : std::vector<std::vector<std::string>>{{}, {"10.0.0.0/8"}, {"unix"}})
    EXPECT_EQ(id_behind(proxies, "from.proxy-17").size(), 32u);
}

TEST(RequestIds, OfAProxyAreThoseOfItsClientsRequests) {
  App app(Config{.threads = 1, .proxies = {"127.0.0.1"}});
  app.use(request_id())
      .get("/", [](const Request& request) { return Response::text(std::string(request.from_proxy ? "proxy " : "") += request.peer); })
      .listen("127.0.0.1", 0)
      .start();
  // The client's address is not the peer that is trusted.
  const std::string answer = V(app.port()).get("/", "X-Forwarded-For: 8.8.8.8\r\nX-Request-ID: from.proxy-17\r\n");
  EXPECT_EQ(V::body_of(answer), "proxy 8.8.8.8");
  EXPECT_EQ(V::header_of(answer, "X-Request-ID"), "from.proxy-17");
}

TEST(RequestIds, OfWhoeverConnectsAreKeptIfToldSo) {
  App app;
  app.use(request_id({.trust = true})).get("/", [](const Request&) { return Response::text(""); }).listen("127.0.0.1", 0).start();
  EXPECT_EQ(V::header_of(V(app.port()).get("/", "X-Request-ID: from.proxy-17\r\n"), "X-Request-ID"), "from.proxy-17");
  EXPECT_EQ(V::header_of(V(app.port()).get("/", "X-Request-ID: a b=c\r\n"), "X-Request-ID").size(), 32u);
}

TEST_F(ShippedTest, EveryRequestIsOneLineWithItsId) {
  const std::string id = V::header_of(visitor().get("/small"), "X-Request-ID");
  EXPECT_TRUE(log_.has("method=GET path=/small status=200"));
  EXPECT_TRUE(log_.has("request=" + id));
  visitor().get("/nothing");
  EXPECT_TRUE(log_.has("path=/nothing status=404"));
  visitor().upgrade("/page?vsn=golive1");
  EXPECT_TRUE(log_.has("path=/page status=101"));
}

TEST_F(ShippedTest, BigTextIsCompressedForWhoTakesIt) {
  const std::string answer = visitor().get("/big", kGzip);
  EXPECT_EQ(V::header_of(answer, "Content-Encoding"), "gzip");
  EXPECT_EQ(V::header_of(answer, "Vary"), "Accept-Encoding");
  EXPECT_EQ(V::body_of(answer), http::gzip(std::string(5000, 'x')));
  const std::string plain = visitor().get("/big");
  EXPECT_EQ(V::body_of(plain), std::string(5000, 'x'));
  EXPECT_EQ(V::header_of(plain, "Vary"), "Accept-Encoding");
  EXPECT_EQ(V::header_of(visitor().get("/small", kGzip), "Content-Encoding"), "-");
  EXPECT_EQ(V::header_of(visitor().get("/coded", kGzip), "Content-Encoding"), "br");
  EXPECT_EQ(V::header_of(visitor().get("/as-is", kGzip), "Content-Encoding"), "-");
}

TEST_F(ShippedTest, StreamsUpgradesAndJoinsPassUnbroken) {
  test::TcpClient client(app_.port());
  client.send("GET /stream HTTP/1.0\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n");
  const std::string answer = client.read_to_end();
  EXPECT_EQ(V::header_of(answer, "Content-Encoding"), "-");
  EXPECT_EQ(V::body_of(answer), std::string(6000, 'y'));
  EXPECT_EQ(V::status_of(visitor().upgrade("/page?vsn=golive1", kGzip)), 101);
  EXPECT_TRUE(visitor().join("/page").attached());
}

TEST_F(ShippedTest, OriginsOnTheListReadTheAnswersAndOthersDoNot) {
  const std::string answer = visitor().get("/api/data", "Origin: https://shop.example\r\n");
  EXPECT_EQ(V::header_of(answer, "Access-Control-Allow-Origin"), "https://shop.example");
  EXPECT_EQ(V::header_of(answer, "Access-Control-Allow-Credentials"), "true");
  EXPECT_EQ(V::header_of(answer, "Vary"), "Origin");
  for (const char* origin : {"https://evil.example", "null", "https://shop.example.evil"}) {
    const std::string other = visitor().get("/api/data", "Origin: " + std::string(origin) + "\r\n");
    EXPECT_EQ(V::header_of(other, "Access-Control-Allow-Origin"), "-") << origin;
    EXPECT_EQ(V::header_of(other, "Vary"), "Origin");
  }
}

TEST_F(ShippedTest, PreflightsAreAnswered) {
  const std::string answer =
      visitor().ask("OPTIONS", "/api/data", "Origin: https://shop.example\r\nAccess-Control-Request-Method: GET\r\n");
  EXPECT_EQ(V::status_of(answer), 204);
  EXPECT_EQ(V::header_of(answer, "Access-Control-Allow-Methods"), "GET, HEAD, POST");
  EXPECT_EQ(V::header_of(answer, "Access-Control-Allow-Headers"), "Content-Type, X-Key");
  EXPECT_EQ(V::header_of(answer, "Access-Control-Max-Age"), "600");
  const std::string refused =
      visitor().ask("OPTIONS", "/api/data", "Origin: https://evil.example\r\nAccess-Control-Request-Method: GET\r\n");
  EXPECT_EQ(V::header_of(refused, "Access-Control-Allow-Methods"), "-");
}

TEST(CorsOptions, EveryOriginWithCredentialsIsRefused) { EXPECT_THROW(cors({.origins = {"*"}, .credentials = true}), Error); }

}  // namespace
}  // namespace golive
