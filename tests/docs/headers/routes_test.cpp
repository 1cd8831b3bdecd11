// The examples in the comments of body_source.h, csrf.h, files.h, headers.h, http.h, layout.h, route.h and routes.h.
#include <golive/golive.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace golive::routes_examples {

struct Home {
  Html render() const { return HTML("<p>home</p>"); }
};
using Dashboard = Home;
using User = Home;

struct Timing {
  void before(Request&) const {}
};

struct Order {
  std::string name;
  int count = 0;
};
std::optional<Response> denial(Request& request) {
  if (request.method == "GET") return std::nullopt;
  return Response{.status = 403};
}
Order store(const Order& order) { return order; }
bool known(const std::optional<std::string>& name) { return name == "ada"; }

// Rows of a table, from the first to the last.
struct Cursor {
  int row = 0;
  bool next() { return ++row <= 150; }
  bool at_end() const { return row > 150; }
  std::string line() const { return std::to_string(row) + "\n"; }
};
struct Table {
  Cursor cursor() const { return {}; }
};

// clang-format off
void add_routes(App& app) {
  app.use(Timing{})
      .live<Home>("/")
      .get("/health", [](const Request&) { return Response::text("OK"); })
      .group("/admin", [](Group& admin) {
        admin.use([](Request& request) -> std::optional<Response> { return denial(request); });   // denies or lets through
        admin.live<Dashboard>("/");                                          // the page /admin
        admin.live<User>("/users/{id}");
        admin.group("/logs", [](Group& logs) { logs.live<Home>("/"); });
      });
}

void add_requests(App& app, Topic<int>& counter) {
  int n = 0;
  app.get("/health", [](const Request&) { return Response::text("OK"); });
  app.post("/bump", [&](const Request&) { counter.publish(++n); return Response{.status = 204}; });
  app.post("/orders", [&](const Request& request) {
    const auto order = request.json<Order>();   // or an answer of 400, 415 or 422 that says what is wrong
    return Response::json(store(order), 201);   // any aggregate, by its fields' names
  });
  app.post("/login", [&](const Request& request) {
    const Params form = request.form();
    if (!known(form.get<std::string>("name"))) throw HttpError{403};
    Response response = Response::redirect("/");
    response.set_cookie({.name = "theme", .value = "dark", .max_age = 365 * 24h});
    return response;
  });
}

void add_rows(App& app, const Table& table) {
  app.get("/rows.csv", [&](const Request&) {
    return Response::stream("text/csv", [rows = table.cursor()](std::string& piece) mutable {
      for (int i = 0; i < 100 && rows.next(); ++i) piece += rows.line();
      return rows.at_end() ? BodySource::end : BodySource::more;
    });
  });
}

void add_files(App& app) {
  app.files("/assets", "web/dist");                              // web/dist/app-0a1b2c3d.js at /assets/app-0a1b2c3d.js
  app.files("/manual", "doc/html", {.index = "index.html"});
}

void add_layout(App& app) {
  app.layout([](const PageInfo& page) -> Layout {
    return {.lang = "de",
            .title = std::string(page.title) + " - Shop",
            .head = HTML(R"(<meta name="description" content="Everything"><link rel="icon" href="/icon.png">)"),
            .body = HTML(R"(<header>Shop</header><main>{view}</main>)", arg("view", page.view))};
  });
}

struct Account {
  Html render() const {
    return HTML(R"(<form method="post" action="/logout">{csrf_field()}<button>Log out</button></form>)", csrf_field());
  }
};

void add_hook(App& app) {
  app.post("/hooks/payment", without_csrf([](const Request& request) { return Response{.status = request.body.empty() ? 400 : 204}; }));
}

inline constexpr auto todo = route<"/todos/{id}", int>;
inline constexpr auto todo_json = route<"/api/todos/{id}", int>;

struct Todo {
  int number = 0;
  void mount(const Params& params);
  Html render() const;
};
void Todo::mount(const Params& params) { auto [id] = todo.params(params); number = id; }   // int
Html Todo::render() const { return HTML(R"(<a href={}>next</a>)", todo(8)); }     // "/todos/8"

void add_constants(App& app, const RequestHandler& handler) {
  app.live<Todo>(todo);                                   // /todos/abc is 404: Todo is not asked
  app.get(todo_json, handler);                            // get, post, put, patch, del and any take one too
}

Headers make_headers() {
  Headers headers{{"Content-Type", "text/csv"}, {"Cache-Control", "max-age=60"}};
  headers.set("Cache-Control", "no-store").add("Link", "</more>; rel=next");
  headers.get("content-type");   // "text/csv"
  return headers;
}
// clang-format on

TEST(RoutesExamples, AreRoutesThatAnAppTakes) {
  Topic<int> counter;
  const Table table;
  App app;
  add_routes(app);
  App{}.live<Account>("/account");
  App others;
  add_requests(others, counter);
  add_rows(others, table);
  add_layout(others);
  add_hook(others);
  add_constants(others, [](const Request&) { return Response::text("todo"); });
}

TEST(RoutesExamples, HeadersAreWhatTheirCommentSays) {
  const Headers headers = make_headers();
  EXPECT_EQ(headers.get("content-type"), "text/csv");
  EXPECT_EQ(headers.get("Cache-Control"), "no-store");
}

TEST(RoutesExamples, FilesAreMissedAtTheStart) {
  App app;
  EXPECT_FALSE(std::filesystem::exists("web/dist"));
  EXPECT_THROW(add_files(app), Error);
}

TEST(RoutesExamples, ATableIsCutIntoPieces) {
  Cursor rows = Table{}.cursor();
  std::string all;
  while (rows.next()) all += rows.line();
  EXPECT_TRUE(all.ends_with("\n150\n"));
}

}  // namespace golive::routes_examples
