// Attacks on a running app, over real sockets, and what each of them gets.
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <string_view>

#include "golive/golive.h"
#include "unit/app/visitor.h"

namespace golive {
namespace {

using test::cookie_after;
using test::SocketClient;
using test::TcpClient;
using test::Visitor;

struct Account {
  std::string user;

  void mount(const Session& session) { user = session.get<std::string>("user").value_or("nobody"); }
  void sign_in(Socket& socket) {
    socket.session().renew();
    socket.session().put("user", "ada");
    socket.session().put("role", 1);
    user = "ada";
  }
  void look(Socket& socket) { user = socket.session().get<std::string>("user").value_or("nobody"); }
  void sign_out(Socket& socket) { socket.session().destroy(); }
  Html render() const {
    return HTML(R"(<p lv-click={}>{user}</p><b lv-click={}></b><i lv-click={}></i><form method="post" action="/pay">{csrf_field()}</form>)",
                on<&Account::sign_in>(), user, on<&Account::sign_out>(), on<&Account::look>(), csrf_field());
  }
};

class AttackTest : public ::testing::Test {
 protected:
  explicit AttackTest(Config config = {.threads = 2}) : app_(std::move(config)) {
    app_.live<Account>("/")
        .post("/pay", [this](const Request&) { return ++paid_, Response{.status = 204}; })
        .post("/hook", without_csrf([](const Request&) { return Response{.status = 204}; }))
        .post("/login",
              [](const Request& request) {
                request.session().renew();
                request.session().put("user", "ada");
                return Response{.status = 204};
              })
        .get("/who", [](const Request& request) { return Response::text(request.session().get<std::string>("user").value_or("nobody")); })
        .listen("127.0.0.1", 0)
        .start();
  }

  std::string origin() const { return "Origin: http://localhost\r\n"; }
  std::string who(std::string_view cookie) const { return Visitor::body_of(browser().get("/who", cookie)); }
  Visitor browser() const { return Visitor(app_.port()); }
  static std::string token_in(std::string_view page) {
    return test::attribute_of(page.substr(std::min(page.size(), page.find("name=\"_csrf\""))), "value");
  }
  std::string post(std::string_view path, std::string_view cookie, std::string_view token = {}) const {
    std::string headers(cookie);
    if (!token.empty()) headers += "X-CSRF-Token: " + std::string(token) + "\r\n";
    return browser().ask("POST", path, headers, "x");
  }
  // The socket of a page that asks to join, with the cookie of the page or another one.
  std::unique_ptr<SocketClient> socket(const std::string& html, std::string_view cookie) const {
    const test::ServedPage page{"/", html};
    auto made = browser().open(page, cookie);
    made->text(page.join_message());
    return made;
  }
  static bool joins(SocketClient& socket) {
    const std::string answer = socket.read().payload;
    return answer.starts_with(R"([1,0,"s",)") || answer.starts_with(R"([1,0,"f",)");
  }
  static std::string sealed_in(std::string_view frame) {
    const std::size_t at = frame.find(R"("c":")");
    if (at == std::string_view::npos) return {};
    const std::string_view value = frame.substr(at + 5);
    return std::string(value.substr(0, value.find('"')));
  }

  std::atomic<int> paid_ = 0;
  App app_;
};

TEST_F(AttackTest, DnsRebindingReachesNothing) {
  for (const char* host : {"evil.example", "evil.example:3000", "localhost.evil.example"}) {
    TcpClient client(app_.port());
    client.send("GET / HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n");
    EXPECT_TRUE(client.read_response().starts_with("HTTP/1.1 421 ")) << host;
  }
}

TEST_F(AttackTest, TwoHostHeadersAreNoRequest) {
  TcpClient client(app_.port());
  client.send("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n");
  EXPECT_TRUE(client.read_response().starts_with("HTTP/1.1 400 "));
}

TEST_F(AttackTest, APageElsewhereOpensNoSocket) {
  const std::string target = "/live/websocket?vsn=golive1";
  for (const char* bad : {"http://evil.example", "null", "http://localhost:1", "http://localhost.evil.example", "file://"})
    EXPECT_TRUE(browser().upgrade(target, "Origin: " + std::string(bad) + "\r\n").starts_with("HTTP/1.1 403 ")) << bad;
  EXPECT_TRUE(browser().upgrade(target, origin()).starts_with("HTTP/1.1 101 "));
  // A program says nothing: it still needs a page's token and its session.
  EXPECT_TRUE(browser().upgrade(target).starts_with("HTTP/1.1 101 "));
}

TEST_F(AttackTest, APageElsewhereSendsNoForm) {
  EXPECT_EQ(Visitor::status_of(browser().ask("POST", "/pay", "Origin: http://evil.example\r\n", "x")), 403);
  EXPECT_EQ(Visitor::status_of(browser().ask("POST", "/pay", "Origin: null\r\n", "x")), 403);
  EXPECT_EQ(Visitor::status_of(browser().ask("POST", "/pay", "Sec-Fetch-Site: cross-site\r\n", "x")), 403);
  EXPECT_EQ(paid_.load(), 0);
  EXPECT_EQ(Visitor::status_of(browser().ask("POST", "/pay", origin(), "x")), 204);
  EXPECT_EQ(Visitor::status_of(browser().ask("POST", "/hook", "Origin: http://evil.example\r\n", "x")), 204);
}

TEST_F(AttackTest, AFormThatActsForASessionNeedsItsToken) {
  const std::string page = browser().get("/");
  const std::string cookie = cookie_after(page);
  const std::string token = token_in(page);
  ASSERT_EQ(token.size(), 43u) << page;
  EXPECT_EQ(Visitor::status_of(post("/pay", cookie)), 403);
  EXPECT_EQ(Visitor::status_of(post("/pay", cookie + origin())), 403) << "the same origin is no token";
  EXPECT_EQ(Visitor::status_of(post("/pay", cookie, token_in(browser().get("/")))), 403) << "of another session";
  EXPECT_EQ(paid_.load(), 0);
  EXPECT_EQ(Visitor::status_of(post("/pay", cookie, token)), 204);
  const std::string form = "_csrf=" + token;
  EXPECT_EQ(Visitor::status_of(browser().ask("POST", "/pay", cookie + "Content-Type: application/x-www-form-urlencoded\r\n", form)), 204);
  EXPECT_EQ(Visitor::status_of(post("/hook", cookie)), 204);
  // A program without our cookie acts for nobody.
  EXPECT_EQ(Visitor::status_of(post("/pay", "")), 204);
}

TEST_F(AttackTest, ATokenOfBeforeTheLoginIsVoid) {
  const std::string page = browser().get("/");
  const std::string in = cookie_after(post("/login", cookie_after(page), token_in(page)));
  EXPECT_EQ(Visitor::status_of(post("/pay", in, token_in(page))), 403);
  EXPECT_EQ(Visitor::status_of(post("/pay", in, token_in(browser().get("/", in)))), 204);
}

TEST_F(AttackTest, APlantedSessionIsWorthNothingAfterTheLogin) {
  const std::string planted = browser().get("/");
  const std::string cookie = cookie_after(planted);
  const auto watching = socket(planted, cookie);  // the stranger's own view of it
  ASSERT_TRUE(joins(*watching));
  const std::string in = cookie_after(post("/login", cookie, token_in(planted)));
  EXPECT_EQ(who(in), "ada");
  EXPECT_EQ(who(cookie), "nobody");
  EXPECT_EQ(watching->read_close(), 1012);
  const auto back = socket(planted, cookie);
  EXPECT_EQ(back->read().payload, R"([0,0,"x",{"reason":"stale"}])");
  // The visitor's own page of before comes back with the new cookie.
  const std::string own = socket(planted, in)->read().payload;
  EXPECT_TRUE(own.find(R"("s",)") < 10 || own.find(R"("f",)") < 10 || own.find(R"("d",)") < 10) << own;
}

TEST_F(AttackTest, APageOfAnotherSessionIsNotJoined) {
  const std::string mine = browser().get("/");
  for (const std::string& cookie : {cookie_after(browser().get("/")), std::string(), std::string("Cookie: golive=made-up\r\n")})
    EXPECT_EQ(socket(mine, cookie)->read().payload, R"([0,0,"x",{"reason":"stale"}])") << cookie;
  EXPECT_TRUE(joins(*socket(mine, cookie_after(mine))));
}

TEST_F(AttackTest, ALoginInALiveViewReachesTheCookieByOnePostThatWorksOnce) {
  const std::string page = browser().get("/");
  const std::string cookie = cookie_after(page);
  const auto view = socket(page, cookie);
  ASSERT_TRUE(joins(*view));
  view->text(R"([1,"sign_in",null,1])");
  const std::string sealed = sealed_in(view->read().payload);
  ASSERT_FALSE(sealed.empty());
  EXPECT_EQ(Visitor::status_of(browser().ask("POST", "/live/session", cookie_after(browser().get("/")), sealed)), 403) << "of another";
  const std::string stored = browser().ask("POST", "/live/session", cookie + origin(), sealed);
  EXPECT_EQ(Visitor::status_of(stored), 204);
  EXPECT_EQ(who(cookie_after(stored)), "ada");
  EXPECT_EQ(Visitor::status_of(browser().ask("POST", "/live/session", cookie, sealed)), 409) << "again";
  EXPECT_EQ(who(cookie), "nobody");
  // The view that signed in goes on.
  view->text(R"([2,"look",null,2])");
  EXPECT_EQ(view->read().payload, R"([3,2,"r",null])");
  // And ends with its session.
  view->text(R"([3,"sign_out",null,3])");
  view->read();
  EXPECT_EQ(view->read().payload, R"([0,0,"x",{"reason":"stale"}])");
  EXPECT_EQ(who(cookie_after(stored)), "nobody");
}

class RestartTest : public ::testing::Test {
 protected:
  static App& made(App& app) {
    app.live<Account>("/").get("/who", [](const Request& request) { return Response::text(request.session().alive() ? "alive" : "over"); });
    return app.listen("127.0.0.1", 0).start();
  }
};

TEST_F(RestartTest, APageOfBeforeARestartIsJoinedAfterIt) {
  const Config config{.secret = {std::string(32, 'r')}};
  App before(config);
  const test::ServedPage page = Visitor(made(before).port()).page("/");
  before.stop();
  App after(config);
  EXPECT_TRUE(Visitor(made(after).port()).join(page).answer.starts_with(R"([1,0,"s",)")) << "even its digest compares";
}

TEST_F(RestartTest, ASecretThatIsTooShortStopsTheStart) {
  App app(Config{.secret = {"hunter2"}});
  EXPECT_THROW(made(app), Error);
}

TEST_F(RestartTest, ConfiguredHostsAndOriginsAreAllowedAndNoOthers) {
  App app(Config{.hosts = {"shop.example"}, .origins = {"https://*.example.net"}});
  made(app);
  const auto upgrade = [&](std::string_view host, std::string_view origin) {
    TcpClient client(app.port());
    client.send(test::upgrade_request("/live/websocket?vsn=golive1", "Origin: " + std::string(origin) + "\r\n", host));
    return Visitor::status_of(client.read_response());
  };
  EXPECT_EQ(upgrade("shop.example", "https://a.example.net"), 101);
  EXPECT_EQ(upgrade("shop.example", "http://shop.example"), 101);
  EXPECT_EQ(upgrade("shop.example", "https://example.com"), 403);
  EXPECT_EQ(upgrade("localhost", "http://localhost"), 421);
}

}  // namespace
}  // namespace golive
