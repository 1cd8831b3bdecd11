// docs/routing.md: groups, middleware, and the middleware that is shipped.
#include <golive/golive.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "unit/app/visitor.h"

namespace golive {
namespace {

using V = test::Visitor;
using Clock = std::chrono::steady_clock;

struct Mail {
  Html render() const { return HTML("<p>mail</p>"); }
};
struct Users {
  Html render() const { return HTML("<p>users</p>"); }
};
struct User {
  Html render() const { return HTML("<p>user</p>"); }
};

std::string ms_since(Clock::time_point then) {
  return std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - then).count());
}

Response list_items(const Request&) { return Response::json(1); }

// clang-format off
std::optional<Response> members_only(Request& request) {
  if (request.session().has("user")) return std::nullopt;    // goes on
  return Response::redirect("/login");                       // answered here: nothing further in is reached
}

void add_members(App& app) {
  app.group("/admin", [](Group& admin) {
        admin.use(members_only);
        admin.live<Users>("/");                              // the page /admin
        admin.live<User>("/users/{id}");                     // /admin/users/7
        admin.group("/logs", [](Group& logs) { logs.get("/today", list_items); });
      })
      .group("", [](Group& members) {                        // no path: only the middleware is shared
        members.use(members_only);
        members.live<Mail>("/mail");
      });
}

struct Timing {
  void before(Request& request) const { request.put(Clock::now()); }
  void after(const Request& request, Response& response) const {
    response.headers.set("Server-Timing", "app;dur=" + ms_since(*request.find<Clock::time_point>()));
  }
};

void add_middleware(App& app) {
  app.use(request_id())                                      // X-Request-ID on the answer, `request` in the log
      .use(access_log())                                     // a line in the log for every request
      .use(compression())                                    // gzip for text, JSON, JavaScript and SVG
      .use(timeout(10s))                                     // 503 for a page of a `blocking` route that is late
      .use(Timing{})
      .group("/api", [](Group& api) {
        api.use(cors({.origins = {"https://shop.example"}}));
        api.get("/items", list_items);
      });
}

void add_policies(App& app) {
  app.use(security_headers({.directives = {{"img-src", "'self' data: https://tiles.example"}}}))
      .group("/embed", [](Group& embed) {
        embed.use(security_headers({.framed_by = "https://portal.example"}));
        embed.live<Mail>("/mail");
      });
}
// clang-format on

// Signs in whoever asks: the cookie of a member.
std::string member(App& app) { return test::cookie_after(V(app.port()).get("/become-member")); }

class RoutingGroups : public ::testing::Test {
 protected:
  RoutingGroups() {
    add_members(app_);
    app_.get("/become-member", [](const Request& request) { return request.session().put("user", 1), Response{.status = 204}; })
        .get("/admin/outside", list_items)
        .listen("127.0.0.1", 0)
        .start();
  }
  V visitor() const { return V(app_.port()); }
  App app_;
};

TEST_F(RoutingGroups, SendStrangersToTheLogin) {
  for (const char* path : {"/admin", "/admin/users/7", "/admin/logs/today", "/mail", "/admin/outside", "/admin/nothing"}) {
    const std::string answer = visitor().get(path);
    EXPECT_EQ(V::status_of(answer), 303) << path;
    EXPECT_EQ(V::header_of(answer, "Location"), "/login") << path;
  }
  EXPECT_EQ(visitor().status("GET", "/nothing"), 404) << "a group without a path holds what was added in it only";
}

TEST_F(RoutingGroups, LetMembersIn) {
  const std::string cookie = member(app_);
  for (const char* path : {"/admin", "/admin/users/7", "/admin/logs/today", "/mail", "/admin/outside"})
    EXPECT_EQ(visitor().status("GET", path, cookie), 200) << path;
}

TEST_F(RoutingGroups, KeepTheSocketsOfStrangersOut) {
  const std::string page = visitor().get("/mail", member(app_));
  const auto joined = visitor().join({"/mail", page});
  EXPECT_TRUE(joined.told_to_reload()) << "the cookie did not come along: " << joined.answer;
}

TEST(RoutingMiddleware, IsSeenOnEveryAnswer) {
  set_log_level(LogLevel::warning);  // the access log is not this test's
  App app;
  add_middleware(app);
  app.live<Mail>("/mail").listen("127.0.0.1", 0).start();
  const V visitor(app.port());
  for (const char* path : {"/mail", "/api/items", "/nothing"}) {
    const std::string answer = visitor.get(path);
    EXPECT_TRUE(V::header_of(answer, "Server-Timing").starts_with("app;dur=")) << path;
    EXPECT_EQ(V::header_of(answer, "X-Request-ID").size(), 32u) << path;
  }
  const std::string upgraded = visitor.upgrade("/live/websocket?vsn=golive1");
  EXPECT_EQ(V::status_of(upgraded), 101);
  EXPECT_NE(V::header_of(upgraded, "Server-Timing"), "-") << "the headers go into the handshake";
  const std::string shop = visitor.get("/api/items", "Origin: https://shop.example\r\n");
  EXPECT_EQ(V::header_of(shop, "Access-Control-Allow-Origin"), "https://shop.example");
  EXPECT_TRUE(visitor.join("/mail").attached());
}

TEST(RoutingPolicies, AreThoseOfTheInnermostGroup) {
  App app;
  add_policies(app);
  app.live<Mail>("/mail").listen("127.0.0.1", 0).start();
  const V visitor(app.port());
  const std::string outside = V::header_of(visitor.get("/mail"), "Content-Security-Policy");
  EXPECT_NE(outside.find("https://tiles.example"), std::string::npos) << outside;
  EXPECT_NE(outside.find("frame-ancestors 'none'"), std::string::npos) << outside;
  const std::string inside = V::header_of(visitor.get("/embed/mail"), "Content-Security-Policy");
  EXPECT_NE(inside.find("frame-ancestors https://portal.example"), std::string::npos) << inside;
}

}  // namespace
}  // namespace golive
