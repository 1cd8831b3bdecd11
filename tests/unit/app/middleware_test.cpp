// Middleware over real sockets: what it sees, what it may change, and where it is asked.
#include "golive/middleware.h"

#include <gtest/gtest.h>

#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include "golive/golive.h"
#include "unit/app/visitor.h"

namespace golive {
namespace {

struct Greeting {
  std::string name;
  void mount(const Params& params) { name = params.get<std::string>("name").value_or("nobody"); }
  Html render() const { return HTML("<p>{name}</p>", name); }
};

struct Slow {
  Html render() const { return HTML("<p>slow</p>"); }
};

struct Broken {
  void mount() { throw std::runtime_error("the password is swordfish"); }
  Html render() const { return HTML("<p></p>"); }
};

// Threads: any.
class Log {
 public:
  void add(std::string line) {
    const std::scoped_lock lock(mutex_);
    lines_.push_back(std::move(line));
  }
  std::vector<std::string> take() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(lines_, {});
  }

 private:
  std::mutex mutex_;
  std::vector<std::string> lines_;
};

std::string_view kind_name(RequestKind kind) {
  constexpr std::string_view kNames[] = {"page", "plain", "file", "none", "upgrade", "join"};
  return kNames[static_cast<std::size_t>(kind)];
}

struct Recorder {
  std::string name;
  Log* log;
  void before(Request& request) const {
    log->add(name + " before " + std::string(kind_name(request.kind)) + " " + std::string(request.path));
  }
  void after(const Request&, Response& response) const {
    response.headers.add("X-Passed", name);
    log->add(name + " after " + std::to_string(response.status));
  }
};

class MiddlewareTest : public ::testing::Test {
 protected:
  MiddlewareTest() {
    app_.use(Recorder{"outer", &log_})
        .use([](Request& request) -> std::optional<Response> {
          if (request.header("X-Deny") == "yes") return Response{.status = 403, .body = "denied"};
          if (request.header("X-Throw") == "yes") throw std::runtime_error("swordfish");
          if (request.header("X-Name") != "") request.params.set("name", request.header("X-Name"));
          return std::nullopt;
        })
        .use(Recorder{"inner", &log_})
        .live<Greeting>("/greeting", {.css = "p{}"})
        .live<Slow>("/slow", {.blocking = true})
        .live<Broken>("/broken")
        .get("/plain", [](const Request& request) { return Response::text(request.params.get<std::string>("name").value_or("?")); })
        .get("/throws", [](const Request&) -> Response { throw std::runtime_error("swordfish"); })
        .listen("127.0.0.1", 0)
        .start();
  }
  test::Visitor visitor() const { return test::Visitor(app_.port()); }

  Log log_;
  App app_{Config{.development = false}};
};

using Lines = std::vector<std::string>;
using V = test::Visitor;

TEST_F(MiddlewareTest, RunsInOrderOnTheWayInAndInReverseOnTheWayOut) {
  const std::string answer = visitor().get("/plain");
  EXPECT_EQ(V::status_of(answer), 200);
  EXPECT_EQ(log_.take(), (Lines{"outer before plain /plain", "inner before plain /plain", "inner after 200", "outer after 200"}));
  EXPECT_LT(answer.find("X-Passed: inner"), answer.find("X-Passed: outer"));
}

TEST_F(MiddlewareTest, RunsForPagesFilesAndRequestsThatFindNothing) {
  const std::string page = visitor().get("/greeting");
  EXPECT_EQ(log_.take()[0], "outer before page /greeting");
  const std::string css = test::attribute_of(page.substr(page.find("rel=\"stylesheet\"")), "href");
  const std::string file = visitor().get(css);
  EXPECT_EQ(V::body_of(file), "p{}");
  EXPECT_EQ(log_.take(), (Lines{"outer before file " + css, "inner before file " + css, "inner after 200", "outer after 200"}));
  EXPECT_EQ(visitor().status("GET", "/nothing"), 404);
  EXPECT_EQ(log_.take(), (Lines{"outer before none /nothing", "inner before none /nothing", "inner after 404", "outer after 404"}));
  EXPECT_EQ(visitor().status("POST", "/plain"), 405);
  EXPECT_EQ(log_.take().back(), "outer after 405");
}

// The one that answers sees its own answer and so do those round it; those further in are not asked.
TEST_F(MiddlewareTest, AnAnswerOnTheWayInGoesBackFromThere) {
  for (const char* target : {"/plain", "/greeting", "/nothing", "/slow"}) {
    const std::string answer = visitor().get(target, "X-Deny: yes\r\n");
    EXPECT_EQ(V::status_of(answer), 403);
    EXPECT_EQ(V::body_of(answer), "denied");
    const Lines lines = log_.take();
    ASSERT_EQ(lines.size(), 2u) << target;
    EXPECT_EQ(lines[1], "outer after 403");
  }
}

TEST_F(MiddlewareTest, ABlockingPageIsSeenOnTheWayOutToo) {
  EXPECT_EQ(V::header_of(visitor().get("/slow"), "X-Passed"), "inner");
  EXPECT_EQ(log_.take(), (Lines{"outer before page /slow", "inner before page /slow", "inner after 200", "outer after 200"}));
}

TEST_F(MiddlewareTest, AnExceptionAnywhereIsAnErrorPageThatTellsNothing) {
  for (const auto& [target, headers] : {std::pair("/plain", "X-Throw: yes\r\n"), std::pair("/throws", ""), std::pair("/broken", "")}) {
    const std::string answer = visitor().get(target, headers);
    EXPECT_EQ(V::status_of(answer), 500) << target;
    EXPECT_EQ(answer.find("swordfish"), std::string::npos);
    EXPECT_EQ(log_.take().back(), "outer after 500");
  }
}

TEST_F(MiddlewareTest, ChangesWhatHandlersAndPagesSee) {
  EXPECT_EQ(V::body_of(visitor().get("/plain?name=Bob", "X-Name: Ada\r\n")), "Ada");
  EXPECT_NE(visitor().get("/greeting", "X-Name: Ada\r\n").find("<p>Ada</p>"), std::string::npos);
}

TEST_F(MiddlewareTest, RunsForTheUpgradeOnEitherPathAndPutsItsHeadersIntoTheHandshake) {
  for (const char* target : {"/live/websocket?vsn=golive1", "/greeting?vsn=golive1"}) {
    const std::string answer = visitor().upgrade(target);
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 101 ")) << answer;
    EXPECT_EQ(V::header_of(answer, "X-Passed"), "inner");
    EXPECT_EQ(log_.take().back(), "outer after 101");
    EXPECT_EQ(V::status_of(visitor().upgrade(target, "X-Deny: yes\r\n")), 403);
    EXPECT_EQ(log_.take().back(), "outer after 403");
  }
}

TEST_F(MiddlewareTest, AHandshakeThatCannotBeIsRefusedThroughIt) {
  EXPECT_EQ(V::status_of(visitor().ask("GET", "/greeting", "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 8\r\n")),
            426);
  EXPECT_EQ(log_.take().back(), "outer after 426");
}

TEST_F(MiddlewareTest, RunsOnceMoreForTheJoinAndNeverForAnEvent) {
  const test::Tab joined = visitor().join("/greeting");
  ASSERT_TRUE(joined.attached()) << joined.answer;
  EXPECT_EQ(log_.take(), (Lines{"outer before page /greeting", "inner before page /greeting", "inner after 200", "outer after 200",
                                "outer before upgrade /live/websocket", "inner before upgrade /live/websocket", "inner after 101",
                                "outer after 101", "outer before join /greeting", "inner before join /greeting"}));
  joined.socket->text(R"([1,"nothing",null,1])");
  joined.socket->read();
  EXPECT_TRUE(log_.take().empty());
}

TEST(Middleware, LeavesValuesForWhatComesAfterIt) {
  struct User {
    std::string name;
  };
  App app;
  app.use([](Request& request) -> std::optional<Response> {
       if (request.header("X-User") != "") request.put(User{std::string(request.header("X-User"))});
       return std::nullopt;
     })
      .get("/who",
           [](const Request& request) {
             const User* user = request.find<User>();
             return Response::text(user == nullptr ? "nobody" : user->name);
           })
      .listen("127.0.0.1", 0)
      .start();
  EXPECT_EQ(V::body_of(V(app.port()).get("/who", "X-User: Ada\r\n")), "Ada");
  EXPECT_EQ(V::body_of(V(app.port()).get("/who")), "nobody");
}

TEST(Middleware, ThatThrowsOnTheWayOutLeavesTheErrorPageToTheOthers) {
  struct Thrower {
    void after(const Request&, Response&) const { throw std::runtime_error("swordfish"); }
  };
  Log log;
  App app(Config{.development = false});
  app.use(Recorder{"outer", &log}).use(Thrower{}).get("/", [](const Request&) { return Response::text("fine"); });
  app.listen("127.0.0.1", 0).start();
  const std::string answer = V(app.port()).get("/");
  EXPECT_EQ(V::status_of(answer), 500);
  EXPECT_EQ(answer.find("swordfish"), std::string::npos);
  EXPECT_EQ(V::header_of(answer, "X-Passed"), "outer");
}

// The headers of the request that opened the socket, its peer, and the parameters of the page.
TEST(Middleware, SeesAtTheJoinWhoOpenedTheSocket) {
  Log log;
  App app;
  app.use([&log](Request& request) -> std::optional<Response> {
       if (request.kind == RequestKind::join)
         log.add(std::string(request.header("Host")) + " " + std::string(request.peer) + " " + std::string(request.method) + " " +
                 request.params.get<std::string>("name").value_or("?") + " " + std::string(request.header("sec-websocket-key")));
       return std::nullopt;
     })
      .live<Greeting>("/greeting/{name}")
      .listen("127.0.0.1", 0)
      .start();
  ASSERT_TRUE(V(app.port()).join("/greeting/Ada").attached());
  EXPECT_EQ(log.take(), (Lines{"localhost 127.0.0.1 GET Ada "}));
}

}  // namespace
}  // namespace golive
