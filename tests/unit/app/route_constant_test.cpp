// Routes as constants: built, matched and received with their types.
#include "golive/route.h"

#include <gtest/gtest.h>

#include <string>
#include <tuple>

#include "golive/golive.h"
#include "unit/app/visitor.h"

namespace golive {
namespace {

using V = test::Visitor;

inline constexpr auto todo = route<"/todos/{id}", int>;
inline constexpr auto file = route<"/files/{user}/{path...}", std::string, std::string>;
inline constexpr auto home = route<"/">;

struct Todo {
  int id = 0;
  void mount(const Params& params) { std::tie(id) = todo.params(params); }
  Html render() const { return HTML(R"(<a href={}>{id}</a>)", todo(id + 1), id); }
};

TEST(RouteConstant, BuildsPathsThatItsOwnRouteFinds) {
  EXPECT_EQ(todo(7), "/todos/7");
  EXPECT_EQ(todo(-1), "/todos/-1");
  EXPECT_EQ(home(), "/");
  EXPECT_EQ(file("a/b c", "x/y?z#\xC3\xA9"), "/files/a%2Fb%20c/x/y%3Fz%23%C3%A9");
  EXPECT_EQ(file(std::string("me"), ""), "/files/me/");
}

TEST(RouteConstant, RefusesTextThatABrowserWouldTakeOutOfThePath) {
  for (const char* text : {"", ".", ".."}) EXPECT_THROW(file(text, "x"), Error) << text;
  EXPECT_THROW(file("me", "a/../b"), Error);
  EXPECT_EQ(file("...", ".a"), "/files/.../.a");
}

TEST(RouteConstant, IsServedAndReceivedWithItsTypes) {
  App app;
  app.live<Todo>(todo)
      .get(file,
           [](const Request& request) {
             const auto [user, path] = file.params(request.params);
             return Response::text(user + "|" + path);
           })
      .put(todo, [](const Request& request) { return Response::text(std::to_string(std::get<0>(todo.params(request.params)))); })
      .listen("127.0.0.1", 0)
      .start();
  const V visitor(app.port());
  EXPECT_NE(visitor.get(todo(7)).find(R"(<a href="/todos/8">7</a>)"), std::string::npos) << visitor.get(todo(7));
  EXPECT_EQ(visitor.status("GET", "/todos/seven"), 404);
  EXPECT_EQ(visitor.status("GET", "/todos/99999999999"), 404);
  EXPECT_EQ(app.stats().mounts, 1u);  // the misfits were never mounted
  EXPECT_EQ(V::body_of(visitor.get(file("a/b", "c/d e"))), "a/b|c/d e");
  EXPECT_EQ(V::body_of(visitor.ask("PUT", "/todos/5", "Content-Length: 0\r\n")), "5");
  EXPECT_EQ(visitor.status("PUT", "/todos/x", "Content-Length: 0\r\n"), 404);
}

}  // namespace
}  // namespace golive
