// docs/routing.md: plain routes, their requests and answers.
#include <golive/golive.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <mutex>
#include <string>
#include <vector>

#include "unit/app/visitor.h"

namespace golive {
namespace {

using V = test::Visitor;

// clang-format off
struct Item { std::string name; std::uint16_t count = 0; std::vector<std::string> tags; };
// clang-format on

// Handlers of several loops come here at a time.
class Store {
 public:
  void add(const Item& item) {
    const std::scoped_lock lock(mutex_);
    items_.push_back(item);
  }
  std::vector<Item> all() {
    const std::scoped_lock lock(mutex_);
    return items_;
  }
  void clear() {
    const std::scoped_lock lock(mutex_);
    items_.clear();
  }

 private:
  std::mutex mutex_;
  std::vector<Item> items_;
};

struct Table {
  int size() const { return 250; }
  std::string line(int row) const { return std::to_string(row) + "\n"; }
};

// clang-format off
void add_api(App& app, Store& store) {
  app.get("/items", [&store](const Request&) { return Response::json(store.all()); })
      .post("/items", [&store](const Request& request) {
        const auto item = request.json<Item>();              // or 415, 400, 422
        store.add(item);
        return Response::json(item, 201);
      })
      .del("/items", [&store](const Request&) { return store.clear(), Response{.status = 204}; })
      .any("/echo", [](const Request& request) { return Response::text(std::string(request.method)); });
}

void add_forms(App& app) {
  app.post("/theme", [](const Request& request) {
        const Params form = request.form();                  // or 415
        const auto theme = form.get<std::string>("theme");
        if (theme != "light" && theme != "dark") throw HttpError{400};
        Response response = Response::redirect("/theme");    // 303
        response.set_cookie({.name = "theme", .value = *theme, .max_age = 365 * 24h});
        return response;
      })
      .get("/theme", [](const Request& request) { return Response::text(std::string(request.cookie("theme"))); });
}

void add_export(App& app, const Table& table) {
  app.get("/rows.csv", [&table](const Request&) {
    return Response::stream("text/csv", [&table, row = 0](std::string& piece) mutable {
      for (int i = 0; i < 100 && row < table.size(); ++i) piece += table.line(row++);
      return row == table.size() ? BodySource::end : BodySource::more;
    });
  });
}
// clang-format on

TEST(RoutingApi, TakesAndGivesJson) {
  Store store;
  App app;
  add_api(app, store);
  app.listen("127.0.0.1", 0).start();
  const V visitor(app.port());
  const auto post = [&](std::string_view type, std::string_view body) {
    return visitor.ask("POST", "/items", "Content-Type: " + std::string(type) + "\r\n", body);
  };
  EXPECT_EQ(V::status_of(post("application/json", R"({"name":"tea","count":2,"tags":["hot"]})")), 201);
  EXPECT_EQ(V::body_of(visitor.get("/items")), R"([{"name":"tea","count":2,"tags":["hot"]}])");
  const std::string misfit = post("application/json", R"({"name":"tea","count":"many"})");
  EXPECT_EQ(V::status_of(misfit), 422);
  EXPECT_EQ(V::body_of(misfit), R"({"error":"count: expected a whole number from 0 to 65535, got \"many\""})");
  EXPECT_EQ(V::status_of(post("application/json", "{")), 400);
  EXPECT_EQ(V::status_of(post("text/plain", "{}")), 415);
  EXPECT_EQ(visitor.status("DELETE", "/items"), 204);
  EXPECT_EQ(V::body_of(visitor.get("/items")), "[]");
}

TEST(RoutingApi, AnswersEachMethodAndSaysWhichThereAre) {
  Store store;
  App app;
  add_api(app, store);
  app.listen("127.0.0.1", 0).start();
  const V visitor(app.port());
  EXPECT_EQ(V::body_of(visitor.ask("PATCH", "/echo", "Content-Length: 0\r\n")), "PATCH");
  EXPECT_EQ(visitor.status("HEAD", "/items"), 200);
  const std::string refused = visitor.ask("PUT", "/items", "Content-Length: 0\r\n");
  EXPECT_EQ(V::status_of(refused), 405);
  EXPECT_EQ(V::header_of(refused, "Allow"), "GET, HEAD, POST, DELETE, OPTIONS");
  EXPECT_EQ(visitor.status("OPTIONS", "/items"), 204);
}

TEST(RoutingForms, SetACookieThatIsReadBack) {
  App app;
  add_forms(app);
  app.listen("127.0.0.1", 0).start();
  const V visitor(app.port());
  const auto post = [&](std::string_view type, std::string_view body) {
    return visitor.ask("POST", "/theme", "Content-Type: " + std::string(type) + "\r\n", body);
  };
  const std::string answer = post("application/x-www-form-urlencoded", "theme=dark");
  EXPECT_EQ(V::status_of(answer), 303);
  EXPECT_EQ(V::header_of(answer, "Location"), "/theme");
  EXPECT_EQ(V::header_of(answer, "Set-Cookie"), "theme=dark; Path=/; Max-Age=31536000; Secure; HttpOnly; SameSite=Lax");
  EXPECT_EQ(V::body_of(visitor.get("/theme", test::cookie_after(answer))), "dark");
  EXPECT_EQ(V::status_of(post("application/x-www-form-urlencoded", "theme=pink")), 400);
  EXPECT_EQ(V::status_of(post("text/plain", "theme=dark")), 415);
}

TEST(RoutingStreams, SendAllPieces) {
  const Table table;
  App app;
  add_export(app, table);
  app.listen("127.0.0.1", 0).start();
  test::TcpClient client(app.port());
  client.send("GET /rows.csv HTTP/1.0\r\nHost: localhost\r\n\r\n");
  const std::string answer = client.read_to_end();
  EXPECT_EQ(V::header_of(answer, "Content-Type"), "text/csv");
  EXPECT_TRUE(answer.ends_with("\n248\n249\n")) << answer;
}

TEST(RoutingFiles, AreServedFromTheirDirectories) {
  const std::string site = testing::TempDir() + "golive_docs_site";
  std::filesystem::create_directories(site + "/assets");
  std::filesystem::create_directories(site + "/manual");
  std::ofstream(site + "/assets/app.js") << "run()";
  std::ofstream(site + "/assets/.env") << "secret";
  std::ofstream(site + "/manual/index.html") << "<h1>Manual</h1>";
  App app;
  app.files("/assets", site + "/assets").files("/manual", site + "/manual", {.index = "index.html"});
  app.listen("127.0.0.1", 0).start();
  const V visitor(app.port());
  EXPECT_EQ(V::body_of(visitor.get("/assets/app.js")), "run()");
  EXPECT_EQ(visitor.status("GET", "/assets/.env"), 404);
  EXPECT_EQ(visitor.status("GET", "/assets/"), 404);
  EXPECT_EQ(V::body_of(visitor.get("/manual/")), "<h1>Manual</h1>");
  std::filesystem::remove_all(site);
}

}  // namespace
}  // namespace golive
