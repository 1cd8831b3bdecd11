// Faults of who is let in, and of what is believed.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <string>
#include <vector>

#include "golive/golive.h"
#include "unit/app/visitor.h"
#include "unit/base/temporary_directory.h"

namespace golive {
namespace {

using namespace std::chrono_literals;
using test::cookie_after;
using test::eventually;
using test::Tab;
using test::TemporaryDirectory;
using test::Visitor;

constexpr std::string_view kReload = R"([0,0,"x",{"reason":"stale"}])";

struct Vault {
  int opened = 0;
  void open() { ++opened; }
  Html render() const { return HTML("<p lv-click={}>SECRET {opened}</p>", on<&Vault::open>(), opened); }
};

Response secret(const Request&) { return Response::text("SECRET"); }

constexpr auto kTyped = route<"/typed/{id}", int>;

TEST(KnownFaults, W10_ADenyOfAGroupHoldsForEveryWayToAddARoute) {
  const TemporaryDirectory directory;
  directory.write("file.txt", "SECRET");
  App app;
  app.group(
         "/closed",
         [&](Group& closed) {
           closed.live<Vault>("/live").live("/made", [] { return Vault{}; }).get("/get", secret).post("/post", secret).put("/put", secret);
           closed.patch("/patch", secret).del("/delete", secret).any("/any", secret).get(kTyped, secret).files("/files", directory.path());
           closed.group("/inner", [](Group& inner) { inner.get("/get", secret); });
           closed.use([](Request&) -> std::optional<Response> { return Response{.status = 403}; });  // last, and for all of them
         })
      .get("/open", secret)
      .listen("127.0.0.1", 0)
      .start();
  const Visitor visitor(app.port());
  for (const char* path :
       {"live", "made", "get", "post", "put", "patch", "delete", "any", "typed/7", "files/file.txt", "inner/get", "nothing"})
    for (const char* method : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
      const std::string answer = visitor.ask(method, "/closed/" + std::string(path));
      EXPECT_EQ(Visitor::status_of(answer), 403) << method << ' ' << path;
      EXPECT_EQ(answer.find("SECRET"), std::string::npos) << method << ' ' << path;
    }
  EXPECT_EQ(Visitor::status_of(visitor.upgrade("/closed/live?vsn=golive1")), 403);
  EXPECT_EQ(Visitor::body_of(visitor.get("/open")), "SECRET");
}

// A shop with a login, a form and a cookie of its own name.
class Shop {
 public:
  explicit Shop(SessionConfig session = {.cookie = "shop"}) : app_(Config{.threads = 2, .session = std::move(session)}) {
    app_.live<Form>("/").listen("127.0.0.1", 0);
    app_.post("/pay", [](const Request&) { return Response{.status = 204}; })
        .post("/login",
              [](const Request& request) {
                request.session().renew();
                return Response{.status = 204};
              })
        .start();
  }
  struct Form {
    Html render() const { return HTML(R"(<form method="post" action="/pay">{csrf_field()}</form>)", csrf_field()); }
  };
  std::uint16_t port() const { return app_.port(); }
  Visitor browser() const { return Visitor(app_.port()); }
  // Each request over a connection of its own.
  std::string post(const std::string& path, const std::string& cookie, const std::string& page) const {
    const std::size_t at = page.find("name=\"_csrf\"");
    const std::string token = at == std::string::npos ? "" : test::attribute_of(page.substr(at), "value");
    return browser().ask("POST", path, cookie + "User-Agent: another " + path + "\r\nContent-Type: application/x-www-form-urlencoded\r\n",
                         "_csrf=" + token);
  }

 private:
  App app_;
};

TEST(KnownFaults, W13_FormsOfTheirOwnVisitorsAreTakenAndOthersAreNot) {
  const Shop shop;
  const std::string page = shop.browser().get("/");
  const std::string anonymous = cookie_after(page);
  EXPECT_TRUE(anonymous.starts_with("Cookie: shop=")) << "as it is configured, not by convention";
  EXPECT_EQ(Visitor::status_of(shop.post("/pay", anonymous, page)), 204) << "without a login, over another connection";
  EXPECT_EQ(Visitor::status_of(shop.post("/pay", anonymous, "")), 403);
  const std::string logged_in = shop.post("/login", anonymous, page);
  ASSERT_EQ(Visitor::status_of(logged_in), 204);
  const std::string cookie = cookie_after(logged_in);
  EXPECT_EQ(Visitor::status_of(shop.post("/pay", cookie, shop.browser().get("/", cookie))), 204) << "after the login, too";
  EXPECT_EQ(Visitor::status_of(shop.post("/pay", cookie, page)), 403) << "what a page of before the login shows is void";
  // A join is asked for its session as a form is.
  const Tab foreign = shop.browser().join({"/", page.substr(page.find("\r\n\r\n"))});
  EXPECT_EQ(foreign.answer, kReload) << "the token of a page without the cookie it came with";
}

TEST(KnownFaults, W14_NoOtherOriginReadsAnswersUnlessItIsListed) {
  App app;
  app.live<Vault>("/")
      .get("/data", secret)
      .group("/api",
             [](Group& api) {
               api.use(cors({.origins = {"https://friend.example"}, .credentials = true, .max_age = 2h})).get("/data", secret);
             })
      .listen("127.0.0.1", 0)
      .start();
  const Visitor visitor(app.port());
  const std::string preflight = "Access-Control-Request-Method: GET\r\n";
  for (const char* origin : {"https://evil.example", "null", "https://friend.example.evil.example", "http://friend.example"}) {
    const std::string header = "Origin: " + std::string(origin) + "\r\n";
    for (const char* path : {"/", "/data", "/nothing", "/api/data"})
      for (const std::string& answer : {visitor.get(path, header), visitor.ask("OPTIONS", path, header + preflight)})
        EXPECT_EQ(answer.find("Access-Control-"), std::string::npos) << answer;
    EXPECT_EQ(Visitor::header_of(visitor.get("/api/data", header), "Vary"), "Origin");
  }
  const std::string friendly = "Origin: https://friend.example\r\n";
  EXPECT_EQ(visitor.get("/data", friendly).find("Access-Control-"), std::string::npos);
  EXPECT_EQ(Visitor::header_of(visitor.get("/api/data", friendly), "Access-Control-Allow-Origin"), "https://friend.example");
  EXPECT_EQ(Visitor::header_of(visitor.ask("OPTIONS", "/api/data", friendly + preflight), "Access-Control-Max-Age"), "7200");
}

TEST(KnownFaults, W16_AStrangerDoesNotChooseItsAddress) {
  App app(Config{.threads = 1, .parking = {.served_per_address = 5}});
  app.live<Vault>("/").get("/peer", [](const Request& request) { return Response::text(std::string(request.peer)); });
  app.listen("127.0.0.1", 0).start();
  const Visitor visitor(app.port());
  for (int i = 0; i < 20; ++i) {
    const std::string other = "198.51.100." + std::to_string(i);
    const std::string headers = "X-Forwarded-For: " + other + "\r\nForwarded: for=" + other + "\r\nX-Real-IP: " + other + "\r\n";
    EXPECT_EQ(Visitor::body_of(visitor.get("/peer", headers)), "127.0.0.1");
    visitor.get("/", headers);
  }
  EXPECT_EQ(app.stats().parked, 5u) << "what an address may have, it has once";
}

TEST(KnownFaults, W16_EachClientBehindAProxyIsItself) {
  App app(Config{.threads = 1, .proxies = {"127.0.0.1"}});
  app.get("/peer", [](const Request& request) { return Response::text(std::string(request.peer)); }).listen("127.0.0.1", 0).start();
  const auto peer = [&](const std::string& forwarded) {
    return Visitor::body_of(Visitor(app.port()).get("/peer", "X-Forwarded-For: " + forwarded + "\r\n"));
  };
  EXPECT_EQ(peer("2001:db8::1"), "2001:db8::1");
  EXPECT_EQ(peer("[2001:db8::2]:443"), "2001:db8::2");
  EXPECT_EQ(peer("198.51.100.7, 203.0.113.9"), "203.0.113.9") << "whom the proxy saw, not whom that one names";
}

std::string join_with(const App& app, const std::string& html, const std::string& cookie) {
  return Tab(app.port(), {"/", html}, cookie).answer;
}

TEST(KnownFaults, W19_ATokenIsWorthNothingElsewhereOrLater) {
  ::unsetenv("GOLIVE_SECRET");
  const TemporaryDirectory first_state;
  const TemporaryDirectory second_state;
  const ParkingLimits none{.served = {.views = 0, .bytes = 0, .time = 0s}, .lost = {.views = 0, .bytes = 0, .time = 0s}};
  App app(Config{.threads = 1, .token_lifetime = 1s, .parking = none, .state_directory = first_state.path()});
  App other(Config{.threads = 1, .parking = none, .state_directory = second_state.path()});
  for (App* each : {&app, &other}) each->live<Vault>("/").listen("127.0.0.1", 0).start();
  const std::string page = Visitor(app.port()).get("/");
  const std::string cookie = cookie_after(page);
  EXPECT_EQ(join_with(other, page, cookie), kReload) << "no two programs have a secret in common by default";
  EXPECT_EQ(join_with(app, page, cookie_after(Visitor(app.port()).get("/"))), kReload) << "another visitor's session";
  EXPECT_TRUE(join_with(app, page, cookie).starts_with(R"([1,0,)"));
  EXPECT_TRUE(eventually([&] { return join_with(app, page, cookie) == kReload; })) << "it expires";
}

TEST(KnownFaults, W20_KnowingTheIdOfAViewOpensNothing) {
  App app(Config{.threads = 2});
  app.live<Vault>("/").listen("127.0.0.1", 0).start();
  Tab victim(app.port());
  ASSERT_TRUE(victim.attached());
  const test::ServedPage own = Visitor(app.port()).page("/");
  // The victim's id in the address, with the stranger's own token: the stranger gets its own view.
  test::SocketClient stranger(app.port(), victim.page.socket_target(), own.cookie());
  stranger.text(own.join_message());
  stranger.read();
  stranger.text(R"([1,"open",null,1])");
  stranger.read();
  // With the victim's token, which is in its page, but not its cookie: none.
  EXPECT_EQ(join_with(app, victim.page.html, own.cookie()), kReload);
  EXPECT_EQ(victim.ask("open"), R"([2,1,"d",{"d":{"1":1}}])") << "still there, and nobody else has touched it";
}

}  // namespace
}  // namespace golive
