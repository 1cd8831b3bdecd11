// docs/routing.md: live pages, paths and route constants.
#include <golive/golive.h>
#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <vector>

#include "unit/app/visitor.h"

namespace golive {
namespace {

using V = test::Visitor;

bool has(const std::string& page, std::string_view text) { return page.find(text) != std::string::npos; }

struct Database {
  std::vector<std::string> goods = {"tea"};
};

struct Home {
  Html render() const { return HTML("<p>home</p>"); }
};

struct Cart {
  Service<Database> db;
  Html render() const { return HTML("<p>{first}</p>", arg("first", db->goods[0])); }
};

struct Report {
  Html render() const { return HTML("<p>report</p>"); }
};

struct Manual {
  std::string page;
  void mount(const Params& params) { page = params.get<std::string>("page").value_or("?"); }
  Html render() const { return HTML("<p>[{page}]</p>", page); }
};

// clang-format off
struct Order {
  int id = 0;
  std::string tab;

  void mount(Socket& socket, const Params& params) {         // GET /orders/7?tab=items
    id = params.get<int>("id").value_or(0);                  // 7
    tab = params.get<std::string>("tab").value_or("all");    // "items"
    if (id < 1) throw HttpError{404};                        // no such page
    if (id > 1000) socket.redirect("/archive");              // elsewhere: 302
  }
  Html render() const { return HTML("<h1>Order {id}</h1><p>{tab}</p>", id, tab); }
};

void add_pages(App& app, Database& db) {
  app.live<Home>("/", {.title = "Shop", .css = "body { margin: 2em }"})
      .live<Order>("/orders/{id}")                           // /orders/7
      .live<Manual>("/manual/{page...}")                     // /manual/ and /manual/install/debian
      .live("/cart", [&db] { return Cart{db}; })             // made by a factory, on any loop
      .live<Report>("/report", {.blocking = true});          // its callbacks may wait: they run on a worker
}
// clang-format on

TEST(RoutingPages, AreFoundByTheirPaths) {
  Database db;
  App app;
  add_pages(app, db);
  app.listen("127.0.0.1", 0).start();
  const V visitor(app.port());
  EXPECT_TRUE(has(visitor.get("/"), "<title>Shop</title>"));
  EXPECT_TRUE(has(visitor.get("/orders/7?tab=items"), "<p>items</p>")) << visitor.get("/orders/7?tab=items");
  EXPECT_TRUE(has(visitor.get("/orders/7"), "<p>all</p>"));
  EXPECT_TRUE(has(visitor.get("/cart"), "<p>tea</p>"));
  EXPECT_TRUE(has(visitor.get("/report"), "<p>report</p>"));
  for (const char* path : {"/", "/orders/7", "/manual/a/b", "/cart", "/report"}) EXPECT_TRUE(visitor.join(path).attached()) << path;
}

TEST(RoutingPages, AnswerWhatThePathPromises) {
  Database db;
  App app;
  add_pages(app, db);
  app.listen("127.0.0.1", 0).start();
  const V visitor(app.port());
  EXPECT_TRUE(has(visitor.get("/manual/install/debian"), "[<!---->install/debian<!---->]")) << visitor.get("/manual/install/debian");
  EXPECT_TRUE(has(visitor.get("/manual/"), "<p>[<!---->"));
  EXPECT_EQ(visitor.status("GET", "/manual"), 404);
  EXPECT_EQ(visitor.status("GET", "/orders/7/"), 404) << "a slash at the end makes another path";
  EXPECT_EQ(visitor.status("GET", "/orders/"), 404) << "{id} is never empty";
  EXPECT_EQ(visitor.status("GET", "/orders/0"), 404);
  EXPECT_EQ(visitor.status("GET", "/orders/a%2Fb"), 404) << "one segment, and no number";
  const std::string elsewhere = visitor.get("/orders/1001");
  EXPECT_EQ(V::status_of(elsewhere), 302);
  EXPECT_EQ(V::header_of(elsewhere, "Location"), "/archive");
}

TEST(RoutingPages, ThatWouldAnswerTheSameRequestsAreAnError) {
  App app;
  app.live<Order>("/orders/{id}");
  EXPECT_THROW(app.live<Order>("/orders/{number}"), Error);
}

// clang-format off
inline constexpr auto todo = route<"/todos/{id}", int>;
inline constexpr auto file = route<"/files/{user}/{path...}", std::string, std::string>;

struct Todo {
  int id = 0;

  void mount(const Params& params) { std::tie(id) = todo.params(params); }
  Html render() const { return HTML(R"(<a href={}>next</a>)", todo(id + 1)); }
};

void add_typed(App& app) {
  app.live<Todo>(todo)                                       // /todos/seven is 404, Todo is not asked
      .get(file, [](const Request& request) {
        auto [user, path] = file.params(request.params);
        return Response::text(user + " wants " + path);
      });
}
// clang-format on

TEST(RoutingConstants, BuildAndReadTheirPaths) {
  App app;
  add_typed(app);
  app.listen("127.0.0.1", 0).start();
  const V visitor(app.port());
  EXPECT_TRUE(has(visitor.get(todo(7)), R"(<a href="/todos/8">)"));
  EXPECT_EQ(visitor.status("GET", "/todos/seven"), 404);
  EXPECT_EQ(app.stats().mounts, 1u);
  EXPECT_EQ(file("a b", "x/y"), "/files/a%20b/x/y");
  EXPECT_EQ(V::body_of(visitor.get(file("a b", "x/y"))), "a b wants x/y");
  EXPECT_THROW(file("..", "x"), Error);
}

TEST(RoutingConstants, AreBuiltWithoutThePathOfAGroup) {
  App app;
  app.group("/team", [](Group& team) { team.live<Todo>(todo); }).listen("127.0.0.1", 0).start();
  EXPECT_EQ(V(app.port()).status("GET", todo(7)), 404);
  EXPECT_EQ(V(app.port()).status("GET", "/team" + todo(7)), 200);
}

}  // namespace
}  // namespace golive
