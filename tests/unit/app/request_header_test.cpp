// What mount learns of the request it runs for.
#include <gtest/gtest.h>

#include <string>

#include "golive/golive.h"
#include "unit/app/visitor.h"

namespace golive {
namespace {

using V = test::Visitor;

struct Greeting {
  std::string mounted = {};
  std::string params = {};
  std::string later = {};

  void mount(Socket& socket) { mounted = socket.header("accept-language"); }
  void handle_params(Socket& socket, const Params&) { params = socket.header("X-Robot"); }
  void connected(Socket& socket) { later = socket.header("Accept-Language"); }
  Html render() const { return HTML("<p>{}</p>", mounted + "|" + params + "|" + later); }
};

class RequestHeaderTest : public ::testing::TestWithParam<bool> {
 protected:
  RequestHeaderTest() { app_.live<Greeting>("/", {.blocking = GetParam()}).listen("127.0.0.1", 0).start(); }
  App app_;
};

INSTANTIATE_TEST_SUITE_P(Route, RequestHeaderTest, ::testing::Bool(),
                         [](const auto& route) { return route.param ? "Blocking" : "OnTheLoop"; });

TEST_P(RequestHeaderTest, MountAndHandleParamsReadThoseOfTheGet) {
  const std::string page = V(app_.port()).get("/", "Accept-Language: fr\r\nX-Robot: no\r\n");
  EXPECT_NE(page.find("<p>fr|no|</p>"), std::string::npos) << page;
}

TEST_P(RequestHeaderTest, WhatWasNotSentIsEmpty) { EXPECT_NE(V(app_.port()).get("/").find("<p>||</p>"), std::string::npos); }

TEST_P(RequestHeaderTest, AMountAtTheJoinReadsThoseOfTheRequestThatOpenedTheSocket) {
  const auto page = V(app_.port()).page("/", "Sec-Purpose: prefetch\r\nAccept-Language: fr\r\n");  // whose view does not wait
  const std::string answer = test::Tab(app_.port(), page, page.cookie() + "Accept-Language: de\r\n").answer;
  EXPECT_NE(answer.find("de||"), std::string::npos) << answer;
}

}  // namespace
}  // namespace golive
