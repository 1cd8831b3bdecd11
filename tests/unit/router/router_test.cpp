#include "router/router.h"

#include <gtest/gtest.h>

#include <string>

#include "allocations/allocation_count.h"

namespace golive::router {
namespace {

class RouterTest : public testing::Test {
 protected:
  void add(RouteKind kind, std::string_view pattern) {
    const auto added = router_.add(kind, pattern, next_++, nullptr);
    ASSERT_TRUE(added) << added.error();
  }
  std::string error_of(RouteKind kind, std::string_view pattern) {
    const auto added = router_.add(kind, pattern, next_++, nullptr);
    return added ? "" : added.error();
  }
  // "PATTERN name=value ..." of the route found, or why none was.
  std::string match(std::string_view method, std::string_view path) {
    const Match match = router_.match(method, path);
    if (match.outcome == Outcome::not_found) return "404";
    if (match.outcome == Outcome::method_not_allowed) return "405 " + std::string(match.allow);
    std::string text = match.route->pattern;
    for (const PathParam& param : match.params) text.append(" ").append(param.name).append("=").append(param.value);
    return text;
  }

  Router router_;
  std::size_t next_ = 0;
};

TEST_F(RouterTest, FindsStaticPathsAndTellsTheCallersNumber) {
  add(RouteKind::live, "/");
  add(RouteKind::get, "/about");
  add(RouteKind::get, "/about/us");
  EXPECT_EQ(match("GET", "/"), "/");
  EXPECT_EQ(match("HEAD", "/about"), "/about");
  EXPECT_EQ(match("GET", "/about/us"), "/about/us");
  EXPECT_EQ(router_.match("GET", "/about/us").route->index, 2U);
  EXPECT_EQ(match("GET", "/nothing"), "404");
  EXPECT_EQ(match("GET", "/about/us/more"), "404");
}

TEST_F(RouterTest, ATrailingSlashIsAnotherPath) {
  add(RouteKind::get, "/a");
  add(RouteKind::get, "/b/");
  EXPECT_EQ(match("GET", "/a/"), "404");
  EXPECT_EQ(match("GET", "/b"), "404");
  EXPECT_EQ(match("GET", "/b/"), "/b/");
  EXPECT_EQ(match("GET", "//a"), "404");
  EXPECT_EQ(match("GET", ""), "404");
  EXPECT_EQ(match("GET", "a"), "404");
}

TEST_F(RouterTest, ParametersTakeOneSegmentDecodedAfterTheCut) {
  add(RouteKind::live, "/orders/{id}");
  add(RouteKind::live, "/orders/{order}/items/{item}");
  EXPECT_EQ(match("GET", "/orders/42"), "/orders/{id} id=42");
  EXPECT_EQ(match("GET", "/orders/a%2Fb%20c"), "/orders/{id} id=a/b c");
  EXPECT_EQ(match("GET", "/orders/7/items/%C3%A9"), "/orders/{order}/items/{item} order=7 item=\xC3\xA9");
  EXPECT_EQ(match("GET", "/orders/"), "404");
  EXPECT_EQ(match("GET", "/orders/7/items"), "404");
}

TEST_F(RouterTest, TheRestTakesEverything) {
  add(RouteKind::get, "/files/{path...}");
  EXPECT_EQ(match("GET", "/files/a/b%20c/d.txt"), "/files/{path...} path=a/b c/d.txt");
  EXPECT_EQ(match("GET", "/files/"), "/files/{path...} path=");
  EXPECT_EQ(match("GET", "/files"), "404");
}

TEST_F(RouterTest, LiteralsWinOverParametersAndParametersOverTheRest) {
  add(RouteKind::get, "/{rest...}");
  add(RouteKind::get, "/users/{name}");
  add(RouteKind::get, "/users/new");
  add(RouteKind::get, "/users/new/{step}");
  EXPECT_EQ(match("GET", "/users/new"), "/users/new");
  EXPECT_EQ(match("GET", "/users/%6Eew"), "/users/new");
  EXPECT_EQ(match("GET", "/users/ann"), "/users/{name} name=ann");
  EXPECT_EQ(match("GET", "/users/ann/x"), "/{rest...} rest=users/ann/x");
  EXPECT_EQ(match("GET", "/"), "/{rest...} rest=");
}

TEST_F(RouterTest, GoesBackWhenALiteralLeadsNowhere) {
  add(RouteKind::get, "/a/b/c");
  add(RouteKind::get, "/{x}/b/d");
  EXPECT_EQ(match("GET", "/a/b/d"), "/{x}/b/d x=a");
}

TEST_F(RouterTest, AnotherMethodIsRefusedWithWhatIsAllowed) {
  add(RouteKind::live, "/page");
  add(RouteKind::post, "/bump");
  add(RouteKind::get, "/both");
  add(RouteKind::post, "/both");
  EXPECT_EQ(match("POST", "/page"), "405 GET, HEAD, OPTIONS");
  EXPECT_EQ(match("GET", "/bump"), "405 POST, OPTIONS");
  EXPECT_EQ(match("PUT", "/both"), "405 GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(match("POST", "/both"), "/both");
  EXPECT_EQ(match("GET", "/both"), "/both");
}

TEST_F(RouterTest, EveryMethodHasItsRouteAndAnyTakesTheOthers) {
  add(RouteKind::put, "/x");
  add(RouteKind::patch, "/x");
  add(RouteKind::del, "/x");
  EXPECT_EQ(match("PUT", "/x"), "/x");
  EXPECT_EQ(match("DELETE", "/x"), "/x");
  EXPECT_EQ(match("GET", "/x"), "405 PUT, PATCH, DELETE, OPTIONS");
  add(RouteKind::any, "/x");
  EXPECT_EQ(router_.match("PATCH", "/x").route->kind, RouteKind::patch);
  EXPECT_EQ(router_.match("GET", "/x").route->kind, RouteKind::any);
  EXPECT_EQ(router_.match("OPTIONS", "/x").route->kind, RouteKind::any);
}

TEST_F(RouterTest, WhatIsAllowedIsToldOfAllPatternsThatFit) {
  add(RouteKind::post, "/orders/new");
  add(RouteKind::get, "/orders/{id}");
  add(RouteKind::put, "/{rest...}");
  EXPECT_EQ(match("DELETE", "/orders/new"), "405 GET, HEAD, POST, PUT, OPTIONS");
}

TEST_F(RouterTest, ALiteralOfAnotherMethodDoesNotHideAParameter) {
  add(RouteKind::post, "/orders/new");
  add(RouteKind::get, "/orders/{id}");
  EXPECT_EQ(match("GET", "/orders/new"), "/orders/{id} id=new");
  EXPECT_EQ(match("POST", "/orders/new"), "/orders/new");
  EXPECT_EQ(match("POST", "/orders/x"), "405 GET, HEAD, OPTIONS");
}

TEST_F(RouterTest, WrongEscapesAreNotFound) {
  add(RouteKind::get, "/x/{id}");
  EXPECT_EQ(match("GET", "/x/%zz"), "404");
  EXPECT_EQ(match("GET", "/x/%4"), "404");
  EXPECT_EQ(match("GET", "/x/%00"), "404");
  EXPECT_EQ(match("GET", "/x/%ff"), "404");
}

TEST_F(RouterTest, TwoRoutesForTheSameRequestsAreAnErrorThatNamesBoth) {
  add(RouteKind::live, "/orders/{id}");
  const std::string error = error_of(RouteKind::get, "/orders/{name}");
  EXPECT_NE(error.find("\"/orders/{id}\""), std::string::npos) << error;
  EXPECT_NE(error.find("\"/orders/{name}\""), std::string::npos) << error;
  EXPECT_EQ(error_of(RouteKind::post, "/orders/{name}"), "");
}

TEST_F(RouterTest, PatternsThatAreNoneAreErrorsThatSayWhy) {
  EXPECT_NE(error_of(RouteKind::get, "orders").find("begins with /"), std::string::npos);
  EXPECT_NE(error_of(RouteKind::get, "/a{id}").find("whole segment"), std::string::npos);
  EXPECT_NE(error_of(RouteKind::get, "/{}").find("{name}"), std::string::npos);
  EXPECT_NE(error_of(RouteKind::get, "/{a b}").find("{name}"), std::string::npos);
  EXPECT_NE(error_of(RouteKind::get, "/{rest...}/x").find("last"), std::string::npos);
  EXPECT_NE(error_of(RouteKind::get, "/{a}/{a}").find("twice"), std::string::npos);
  EXPECT_NE(error_of(RouteKind::get, "/a?b").find("without ?"), std::string::npos);
}

TEST_F(RouterTest, MatchingAStaticPathAllocatesNothing) {
  add(RouteKind::live, "/");
  add(RouteKind::get, "/a/long/path/of/several/segments");
  const std::size_t before = test::allocations();
  const bool found = router_.match("GET", "/a/long/path/of/several/segments").outcome == Outcome::found &&
                     router_.match("GET", "/").outcome == Outcome::found;
  EXPECT_EQ(test::allocations(), before);
  EXPECT_TRUE(found);
}

}  // namespace
}  // namespace golive::router
