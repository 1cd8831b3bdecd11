// Plain routes over real sockets: methods, bodies, answers, cookies, error pages, directories.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "golive/golive.h"
#include "unit/app/visitor.h"

namespace golive {
namespace {

using V = test::Visitor;

struct Order {
  std::string name;
  int count = 0;
  std::vector<std::string> tags;
};

Response say(const Request& request) { return Response::text(std::string(request.method)); }

TEST(PlainRoute, EachMethodFindsItsOwn) {
  App app;
  app.get("/x", say).put("/x", say).patch("/x", say).del("/x", say).any("/any", say).listen("127.0.0.1", 0).start();
  const V visitor(app.port());
  for (const char* method : {"GET", "PUT", "PATCH", "DELETE"}) EXPECT_EQ(V::body_of(visitor.ask(method, "/x")), method);
  EXPECT_EQ(V::body_of(visitor.ask("POST", "/any", "Content-Length: 0\r\n")), "POST");
  EXPECT_EQ(visitor.status("HEAD", "/x"), 200);
  const std::string refused = visitor.ask("POST", "/x", "Content-Length: 0\r\n");
  EXPECT_EQ(V::status_of(refused), 405);
  EXPECT_EQ(V::header_of(refused, "Allow"), "GET, HEAD, PUT, PATCH, DELETE, OPTIONS");
  const std::string options = visitor.ask("OPTIONS", "/x");
  EXPECT_EQ(V::status_of(options), 204);
  EXPECT_EQ(V::header_of(options, "Allow"), "GET, HEAD, PUT, PATCH, DELETE, OPTIONS");
}

class BodyTest : public ::testing::Test {
 protected:
  BodyTest() {
    app_.post("/orders",
              [](const Request& request) {
                auto order = request.json<Order>();
                ++order.count;
                return Response::json(order, 201);
              })
        .post("/form", [](const Request& request) { return Response::text(request.form().get<std::string>("name").value_or("nobody")); })
        .listen("127.0.0.1", 0)
        .start();
  }
  std::string post(std::string_view path, std::string_view type, std::string_view body) const {
    return V(app_.port()).ask("POST", path, "Content-Type: " + std::string(type) + "\r\n", body);
  }
  App app_;
};

TEST_F(BodyTest, JsonComesInAndGoesOut) {
  const std::string answer = post("/orders", "application/json; charset=utf-8", R"({"name":"tea","count":2,"tags":["a"]})");
  EXPECT_EQ(V::status_of(answer), 201);
  EXPECT_EQ(V::header_of(answer, "Content-Type"), "application/json");
  EXPECT_EQ(V::body_of(answer), R"({"name":"tea","count":3,"tags":["a"]})");
  EXPECT_EQ(V::status_of(post("/orders", "application/vnd.shop+json", R"({"name":"tea","count":2})")), 201);
}

TEST_F(BodyTest, ABodyThatDoesNotFitIsToldWhy) {
  const std::string misfit = post("/orders", "application/json", R"({"name":"tea","count":"many"})");
  EXPECT_EQ(V::status_of(misfit), 422);
  EXPECT_NE(V::body_of(misfit).find("count: expected"), std::string::npos) << misfit;
  EXPECT_EQ(V::status_of(post("/orders", "application/json", "{\"name\":")), 400);
  EXPECT_EQ(V::status_of(post("/orders", "application/json", std::string(50, '['))), 400);
  EXPECT_EQ(V::status_of(post("/orders", "text/plain", R"({"name":"tea","count":2})")), 415);
}

TEST_F(BodyTest, FormsAreRead) {
  EXPECT_EQ(V::body_of(post("/form", "application/x-www-form-urlencoded", "name=Ada+L%C3%B6v&x=1")), "Ada L\xC3\xB6v");
  EXPECT_EQ(V::status_of(post("/form", "multipart/form-data; boundary=x", "--x--")), 415);
}

TEST(PlainRoute, RedirectsSetsAndReadsCookies) {
  App app;
  app.get("/set",
          [](const Request&) {
            Response response = Response::redirect("/get");
            response.set_cookie({.name = "theme", .value = "dark", .max_age = 2h});
            response.erase_cookie("old");
            return response;
          })
      .get("/get", [](const Request& request) { return Response::text(std::string(request.cookie("theme"))); })
      .listen("127.0.0.1", 0)
      .start();
  const std::string answer = V(app.port()).get("/set");
  EXPECT_EQ(V::status_of(answer), 303);
  EXPECT_EQ(V::header_of(answer, "Location"), "/get");
  EXPECT_NE(answer.find("Set-Cookie: theme=dark; Path=/; Max-Age=7200; Secure; HttpOnly; SameSite=Lax\r\n"), std::string::npos) << answer;
  EXPECT_NE(answer.find("Set-Cookie: old=; Path=/; Max-Age=0;"), std::string::npos) << answer;
  EXPECT_EQ(V::body_of(V(app.port()).get("/get", "Cookie: a=b; theme=dark\r\n")), "dark");
  EXPECT_EQ(V::body_of(V(app.port()).get("/get", "Cookie: mytheme=x\r\n")), "");
}

TEST(PlainRoute, ACookieThatBrowsersWouldRefuseIsAnErrorThatSaysWhy) {
  Response response;
  for (const Cookie& cookie : {Cookie{.name = "a b"}, Cookie{.name = "a", .value = "x; Domain=evil"},
                               Cookie{.name = "a", .value = "\"\r\n"}, Cookie{.name = "__Host-a", .path = "/x"},
                               Cookie{.name = "a", .path = "/;x"}, Cookie{.name = "a", .secure = false, .same_site = SameSite::none}})
    EXPECT_THROW(response.set_cookie(cookie), Error) << cookie.name << cookie.value;
  EXPECT_TRUE(response.headers.empty());
}

struct Picky {
  void mount(const Params& params) {
    if (params.get<int>("id").value_or(0) != 7) throw HttpError{404};
  }
  Html render() const { return HTML("<p>seven</p>"); }
};

class ErrorPageTest : public ::testing::Test {
 protected:
  ErrorPageTest() {
    app_.not_found([](const Request& request) { return Response::text("no " + std::string(request.path)); })
        .on_error([](const Request&, int status) -> Response {
          if (status == 418) throw std::runtime_error("swordfish");
          return Response::text("sorry, " + std::to_string(status));
        })
        .live<Picky>("/picky/{id}")
        .get("/teapot", [](const Request&) -> Response { throw HttpError{418}; })
        .get("/gone", [](const Request&) -> Response { throw HttpError{410}; })
        .get("/throws", [](const Request&) -> Response { throw std::runtime_error("swordfish"); })
        .group("/admin",
               [](Group& admin) { admin.not_found([](const Request&) { return Response{.status = 403, .body = "nothing here"}; }); })
        .listen("127.0.0.1", 0)
        .start();
  }
  std::string get(std::string_view path) const { return V(app_.port()).get(path); }
  App app_{Config{.development = false}};
};

TEST_F(ErrorPageTest, IsTheAppsOwnAndKeepsItsStatus) {
  EXPECT_EQ(V::body_of(get("/nothing")), "no /nothing");
  EXPECT_EQ(V::status_of(get("/nothing")), 404);
  EXPECT_EQ(V::body_of(get("/throws")), "sorry, 500");
  EXPECT_EQ(V::status_of(get("/throws")), 500);
  EXPECT_EQ(V::body_of(get("/gone")), "sorry, 410");
  EXPECT_EQ(V::body_of(V(app_.port()).ask("DELETE", "/throws")), "sorry, 405");
}

TEST_F(ErrorPageTest, OfAGroupComesBeforeThatOfTheApp) { EXPECT_EQ(V::body_of(get("/admin/x")), "nothing here"); }

TEST_F(ErrorPageTest, IsWhatAPageGetsWhoseMountSaysSo) {
  EXPECT_EQ(V::body_of(get("/picky/8")), "no /picky/8");
  EXPECT_EQ(V::status_of(get("/picky/8")), 404);
  EXPECT_EQ(V::status_of(get("/picky/7")), 200);
  EXPECT_EQ(app_.stats().crashes, 0u);
}

TEST_F(ErrorPageTest, ThatThrowsItselfIsAPlainLine) {
  EXPECT_EQ(V::status_of(get("/teapot")), 500);
  EXPECT_EQ(V::body_of(get("/teapot")), "500 Internal Server Error\n");
}

class FilesRouteTest : public ::testing::Test {
 protected:
  FilesRouteTest() : directory_(testing::TempDir() + "golive_files_route") {
    std::filesystem::create_directories(directory_ + "/sub");
    std::ofstream(directory_ + "/sub/a b.txt") << "hello";
    app_.files("/assets", directory_)
        .group("/private",
               [this](Group& group) {
                 group.use([](Request&) -> std::optional<Response> { return Response{.status = 403}; });
                 group.files("/files", directory_);
               })
        .files("/private/outside", directory_)
        .not_found([](const Request&) { return Response::text("no file"); })
        .listen("127.0.0.1", 0)
        .start();
  }
  ~FilesRouteTest() override { std::filesystem::remove_all(directory_); }
  std::string get(std::string_view path) const { return V(app_.port()).get(path); }
  std::string directory_;
  App app_;
};

TEST_F(FilesRouteTest, ServesADirectoryBelowItsPath) {
  EXPECT_EQ(V::body_of(get("/assets/sub/a%20b.txt")), "hello");
  EXPECT_EQ(V::body_of(get("/assets/sub/none")), "no file");
  EXPECT_EQ(V::status_of(get("/assets/..%2f..%2fetc/passwd")), 404);
  EXPECT_EQ(V(app_.port()).status("DELETE", "/assets/sub/a%20b.txt"), 405);
}

TEST_F(FilesRouteTest, ADenyInAGroupHoldsForItsDirectories) {
  EXPECT_EQ(V::status_of(get("/private/files/sub/a%20b.txt")), 403);
  EXPECT_EQ(V::status_of(get("/private/outside/sub/a%20b.txt")), 403);
}

TEST_F(FilesRouteTest, SaysThatADirectoryIsNotThere) { EXPECT_THROW(App{}.files("/x", "/no/such/directory"), Error); }

}  // namespace
}  // namespace golive
