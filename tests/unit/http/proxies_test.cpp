#include "http/proxies.h"

#include <gtest/gtest.h>

#include "unit/http/server_fixture.h"

namespace golive::test {
namespace {

using http::TrustedProxies;

TrustedProxies trusted(std::vector<std::string> entries) {
  auto parsed = TrustedProxies::parse(entries);
  EXPECT_TRUE(parsed) << parsed.error();
  return std::move(*parsed);
}

TEST(TrustedProxiesTest, AreAddressesNetworksAndTheUnixSocket) {
  const TrustedProxies proxies = trusted({"192.0.2.7", "10.0.0.0/8", "172.16.0.0/12", "2001:db8::/33", "::1"});
  for (const std::string_view yes : {"192.0.2.7", "10.255.0.1", "172.31.255.255", "2001:db8:7fff::1", "::1"})
    EXPECT_TRUE(proxies.trusts(yes)) << yes;
  for (const std::string_view no : {"192.0.2.8", "11.0.0.1", "172.32.0.0", "2001:db8:8000::1", "::2", "unix", "", "x"})
    EXPECT_FALSE(proxies.trusts(no)) << no;
  EXPECT_TRUE(trusted({"unix"}).trusts("unix"));
  EXPECT_TRUE(trusted({"0.0.0.0/0"}).trusts("8.8.8.8"));
  EXPECT_FALSE(trusted({"0.0.0.0/0"}).trusts("2001:db8::1"));
  EXPECT_TRUE(trusted({}).empty());
  for (const std::string bad : {"", "proxy.example", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8x", "::/129", "10.0.0", "Unix"}) {
    const std::string entries[] = {"127.0.0.1", bad};
    const auto parsed = TrustedProxies::parse(entries);
    ASSERT_FALSE(parsed) << bad;
    EXPECT_EQ(parsed.error(), bad);
  }
}

// "PEER SCHEME HOST" as the handler sees it; "refused" for a 400.
class BehindAProxy : public HttpServer {
 protected:
  void serve(std::vector<std::string> proxies) {
    loops_.emplace(1);
    server_.emplace(loops_->pointers(), http::ServerOptions{.proxies = trusted(std::move(proxies))}, handler_, nullptr);
    ASSERT_TRUE(server_->listen("127.0.0.1", 0));
    loops_->run();
  }
  std::string seen(std::string_view headers) {
    const std::string response = answer(get("/who", headers));
    return has_status(response, 400) ? "refused" : body_of(response);
  }
};

TEST_F(BehindAProxy, HeadersOfStrangersMeanNothing) {
  serve({});
  EXPECT_EQ(seen("X-Forwarded-For: 8.8.8.8\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: evil\r\n"), "127.0.0.1 http h");
  EXPECT_EQ(seen("Forwarded: for=8.8.8.8;proto=https;host=evil\r\n"), "127.0.0.1 http h");
}

TEST_F(BehindAProxy, HeadersOfOtherProxiesMeanNothing) {
  serve({"10.0.0.0/8"});
  EXPECT_EQ(seen("X-Forwarded-For: 8.8.8.8\r\nX-Forwarded-Proto: https\r\n"), "127.0.0.1 http h");
}

TEST_F(BehindAProxy, TheClientIsTheFirstFromTheRightThatIsNotTrusted) {
  serve({"127.0.0.1", "10.0.0.0/8"});
  EXPECT_EQ(seen(""), "127.0.0.1 http h");
  EXPECT_EQ(seen("X-Forwarded-For: 1.1.1.1, 8.8.8.8, 10.0.0.3\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: site.org\r\n"),
            "8.8.8.8 https site.org");
  EXPECT_EQ(seen("X-Forwarded-For: 1.1.1.1\r\nX-Forwarded-For: 2001:db8::1\r\n"), "2001:db8::1 http h");
  EXPECT_EQ(seen("X-Forwarded-For: 8.8.8.8:1234\r\n"), "8.8.8.8 http h");
  EXPECT_EQ(seen("X-Forwarded-For: 10.0.0.1, 10.0.0.2\r\n"), "10.0.0.1 http h") << "all are trusted: the farthest";
  EXPECT_EQ(seen("X-Forwarded-For: 8.8.8.8, garbage\r\n"), "127.0.0.1 http h") << "nothing beyond a hop that is not named";
  EXPECT_EQ(seen("X-Forwarded-Proto: https\r\n"), "127.0.0.1 https h");
  EXPECT_EQ(seen("X-Forwarded-Proto: http, https\r\nX-Forwarded-For: 8.8.8.8\r\n"), "8.8.8.8 https h");
  EXPECT_EQ(seen("X-Forwarded-Proto: javascript\r\nX-Forwarded-Host: a/b<c\r\n"), "127.0.0.1 http h");
}

TEST_F(BehindAProxy, ForwardedSaysTheSame) {
  serve({"127.0.0.1", "10.0.0.0/8"});
  EXPECT_EQ(
      seen("Forwarded: for=1.1.1.1;proto=http, For=\"[2001:db8::1]:4711\";Proto=HTTPS;host=\"site.org:81\", for=10.0.0.3;proto=http\r\n"),
      "2001:db8::1 https site.org:81");
  EXPECT_EQ(seen("Forwarded: for=8.8.8.8;proto=https;by=203.0.113.43\r\n"), "8.8.8.8 https h");
  EXPECT_EQ(seen("Forwarded: for=unknown;proto=https\r\n"), "127.0.0.1 https h");
  EXPECT_EQ(seen("Forwarded: for=_hidden\r\n"), "127.0.0.1 http h");
  EXPECT_EQ(seen("Forwarded: for=\"8.8.8.8\r\n"), "127.0.0.1 http h");
  EXPECT_EQ(seen("Forwarded: for=\"8.8.8.8, for=9.9.9.9\r\n"), "127.0.0.1 http h") << "a quote that does not end hides what follows";
}

TEST_F(BehindAProxy, HeadersThatContradictEachOtherAreRefused) {
  serve({"127.0.0.1"});
  EXPECT_EQ(seen("Forwarded: for=8.8.8.8\r\nX-Forwarded-For: 8.8.8.8\r\nX-Forwarded-Proto: https\r\n"), "8.8.8.8 https h");
  EXPECT_EQ(seen("Forwarded: for=6.6.6.6\r\nX-Forwarded-For: 8.8.8.8\r\n"), "refused");
  EXPECT_EQ(seen("Forwarded: for=8.8.8.8;proto=https\r\nX-Forwarded-For: 8.8.8.8\r\nX-Forwarded-Proto: http\r\n"), "refused");
}

TEST_F(BehindAProxy, EachRequestOfAConnectionSpeaksForItself) {
  serve({"127.0.0.1"});
  TcpClient client(server_->port());
  client.send(get("/who", "X-Forwarded-For: 8.8.8.8\r\nX-Forwarded-Proto: https\r\n") + get("/who") +
              get("/who", "X-Forwarded-For: 9.9.9.9\r\n"));
  EXPECT_EQ(body_of(client.read_response()), "8.8.8.8 https h");
  EXPECT_EQ(body_of(client.read_response()), "127.0.0.1 http h");
  EXPECT_EQ(body_of(client.read_response()), "9.9.9.9 http h");
}

}  // namespace
}  // namespace golive::test
