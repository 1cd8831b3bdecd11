// Groups over real sockets: a deny in a group denies everything below it, of every kind.
#include <gtest/gtest.h>

#include <string>

#include "golive/golive.h"
#include "unit/app/visitor.h"

namespace golive {
namespace {

using V = test::Visitor;

struct Panel {
  Html render() const { return HTML("<p>panel</p>"); }
};

// Lets pages through when they carry the pass, and nothing else: as if it had been taken back in between.
std::optional<Response> deny(Request& request) {
  if (request.header("X-Pass") == "yes") return std::nullopt;
  return Response{.status = 403, .body = "not for you"};
}

Response hello(const Request&) { return Response::text("hello"); }

class GroupTest : public ::testing::Test {
 protected:
  GroupTest() {
    app_.live<Panel>("/open")
        .get("/{rest...}", [](const Request&) { return Response::text("anything"); })
        .group("/admin",
               [](Group& admin) {
                 admin.use(deny);
                 admin.live<Panel>("/").live<Panel>("/panel/{id}").get("/plain", hello).post("/plain", hello);
                 admin.group("/inner", [](Group& inner) { inner.get("/deep", hello); });
               })
        .group("/teams/{team}",
               [](Group& team) {
                 team.use(deny);
                 team.get("/members", hello);
               })
        .get("/admin/outside", hello)
        .listen("127.0.0.1", 0)
        .start();
  }
  test::Visitor visitor() const { return test::Visitor(app_.port()); }

  App app_;
};

TEST_F(GroupTest, AddsItsPathToThatOfItsRoutes) {
  constexpr std::string_view kPass = "X-Pass: yes\r\n";
  EXPECT_EQ(V::body_of(visitor().get("/admin/plain", kPass)), "hello");
  EXPECT_EQ(V::body_of(visitor().get("/admin/inner/deep", kPass)), "hello");
  EXPECT_NE(visitor().get("/admin", kPass).find("<p>panel</p>"), std::string::npos);
  EXPECT_NE(visitor().get("/admin/panel/7", kPass).find("<p>panel</p>"), std::string::npos);
}

TEST_F(GroupTest, ADenyHoldsForEveryKindOfRequestBelowIt) {
  for (const char* target : {"/admin", "/admin/panel/7", "/admin/plain", "/admin/inner/deep", "/teams/red/members"}) {
    EXPECT_EQ(V::body_of(visitor().get(target)), "not for you") << target;
    EXPECT_EQ(visitor().status("HEAD", target), 403) << target;
  }
  EXPECT_EQ(visitor().status("POST", "/admin/plain"), 403);
  // Not 404 and not 405: nobody learns what is there.
  EXPECT_EQ(visitor().status("DELETE", "/admin/plain"), 403);
  EXPECT_EQ(visitor().status("GET", "/admin/nothing"), 403);
}

TEST_F(GroupTest, ADenyHoldsForRoutesAddedOutsideTheGroupAndForCatchAlls) {
  EXPECT_EQ(visitor().status("GET", "/admin/outside"), 403);
  EXPECT_EQ(visitor().status("GET", "/admin/any/thing"), 403);
  EXPECT_EQ(visitor().status("GET", "/%61dmin/any"), 403);
  EXPECT_EQ(visitor().status("GET", "/teams/blue/any"), 403);
  EXPECT_EQ(V::body_of(visitor().get("/administration")), "anything");
  EXPECT_EQ(V::body_of(visitor().get("/teams")), "anything");
}

TEST_F(GroupTest, ADenyRefusesTheUpgradeOnAPathBelowIt) {
  EXPECT_EQ(V::status_of(visitor().upgrade("/admin/panel/7?vsn=golive1")), 403);
  EXPECT_EQ(V::status_of(visitor().upgrade("/admin?vsn=golive1")), 403);
  EXPECT_EQ(V::status_of(visitor().upgrade("/admin/panel/7?vsn=golive1", "X-Pass: yes\r\n")), 101);
  EXPECT_EQ(V::status_of(visitor().upgrade("/open?vsn=golive1")), 101);
}

// The socket's own path is open, and so is that of another page: the URL of the join decides. The page came with a pass, the socket has
// none.
TEST_F(GroupTest, ADenyRefusesTheJoinOfAPageBelowIt) {
  for (const char* path : {"/live/websocket", "/open"}) {
    const std::string html = visitor().get("/admin/panel/7", "X-Pass: yes\r\n");
    const test::Tab joined = visitor().join({"/admin/panel/7", html, path});
    EXPECT_TRUE(joined.told_to_reload()) << joined.answer;
    EXPECT_EQ(joined.socket->read_close(), 1008);
    EXPECT_EQ(app_.stats().views, 0u);
  }
  EXPECT_TRUE(visitor().join("/open").attached());
}

TEST(Group, AGroupOfItsOwnIsNotTouchedByItsTwin) {
  App app;
  app.group("/account", [](Group& account) { account.get("/login", hello); })
      .group("/account",
             [](Group& account) {
               account.use(deny);
               account.get("/settings", hello);
             })
      .listen("127.0.0.1", 0)
      .start();
  const V visitor(app.port());
  EXPECT_EQ(visitor.status("GET", "/account/login"), 200);
  EXPECT_EQ(visitor.status("GET", "/account/settings"), 403);
  EXPECT_EQ(visitor.status("GET", "/account/nothing"), 403);
}

TEST(Group, AGroupWithoutAPathSharesItsMiddlewareOnly) {
  App app;
  app.group("",
            [](Group& members) {
              members.use(deny);
              members.get("/mail", hello);
              members.group("/files", [](Group& files) { files.get("/list", hello); });
            })
      .get("/news", hello)
      .listen("127.0.0.1", 0)
      .start();
  const V visitor(app.port());
  EXPECT_EQ(visitor.status("GET", "/mail"), 403);
  EXPECT_EQ(visitor.status("GET", "/news"), 200);
  EXPECT_EQ(visitor.status("GET", "/nothing"), 404);
  EXPECT_EQ(visitor.status("GET", "/files/nothing"), 403);
}

TEST(Group, AnAppThatDeniesByPathDeniesTheJoinToo) {
  App app;
  app.use([](Request& request) { return request.path == "/secret" ? deny(request) : std::nullopt; })
      .live<Panel>("/secret")
      .listen("127.0.0.1", 0)
      .start();
  const V visitor(app.port());
  const test::Tab joined = visitor.join("/secret", "X-Pass: yes\r\n");
  EXPECT_TRUE(joined.told_to_reload()) << joined.answer;
}

TEST(Group, SaysWhichPathIsWrongAndWhy) {
  const auto error_of = [](std::string_view path) -> std::string {
    try {
      App{}.group(path, [](Group& group) { group.get("/x", hello); });
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_NE(error_of("/admin/").find("group \"/admin/\""), std::string::npos);
  EXPECT_NE(error_of("admin").find("begins with /"), std::string::npos);
  EXPECT_NE(error_of("/a/{rest...}").find("not a group"), std::string::npos);
  EXPECT_EQ(error_of("/ok"), "");
}

}  // namespace
}  // namespace golive
