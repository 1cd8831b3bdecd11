// What comes from the server: page events, replies, redirects, sessions, other visitors, and a network that goes.
#include "browser/both_ways/both_ways.h"
#include "unit/testing/todos.h"

namespace golive::testing {
namespace {

using pages::Todos;

struct Chat {
  struct Said {
    int id;
    std::string text;
  };
  std::vector<Said> lines = {};
  static Topic<std::string>& room() {
    static Topic<std::string> topic;
    return topic;
  }
  void connected(Socket& socket) { socket.subscribe<&Chat::hear>(room()); }
  void hear(Socket& socket, const std::string& line) {
    lines.push_back({static_cast<int>(lines.size()), line});
    socket.push_event("rang");
  }
  struct Line {
    std::string text;
  };
  void say(const Line& line) { room().publish(line.text); }
  Html render() const {
    return HTML(R"(<form lv-submit={}><input name="text"></form><ul>{}</ul>)", on<&Chat::say>(),
                each(lines, &Said::id, [](const Said& line) { return HTML("<li>{line.text}</li>", line.text); }));
  }
};

struct Visitor {
  std::string zone = {}, team = {}, name = {};
  void mount(const Session& session) { name = session.get<std::string>("name").value_or("nobody"); }
  void connected(Socket& socket) {
    team = socket.connect_params().get<std::string>("team").value_or("none");
    zone = socket.connect_params().get<std::string>("_tz").value_or("none");
  }
  void rename(Socket& socket) { socket.session().put("name", "Grace"); }
  Html render() const {
    return HTML(R"(<p id="name">{name}</p><p id="team">{team}</p><p id="zone">{zone}</p><button lv-click={}>rename</button>)", name, team,
                zone, on<&Visitor::rename>());
  }
};

Response html(std::string body) { return {.body = std::move(body), .headers = {{"Content-Type", "text/html; charset=utf-8"}}}; }

class FromTheServer : public BothWays {
 protected:
  static Page todos() { return open<Todos>("/todos/7?tab=open", {.route = "/todos/{id}"}); }
};
GOLIVE_BOTH_WAYS(FromTheServer);

TEST_P(FromTheServer, PageEventsAreExpectedOnceEach) {
  Page page = todos();
  page.expect_no_push_event("added");
  page.submit("#new", {{"title", "milk"}}).expect_push_event("added", 1).expect_no_push_event("added");
  EXPECT_NE(failure_of([&] { page.expect_push_event("added"); }), "nothing");
}

TEST_P(FromTheServer, AReplyComesBack) {
  Page page = todos();
  page.submit("#new", {{"title", "milk"}});
  EXPECT_EQ(page.push_event("total"), "1");
}

TEST_P(FromTheServer, AnEventThatNobodyHandlesFails) {
  Page page = todos();
  const std::string failure = failure_of([&] { page.push_event("totle"); });
  EXPECT_NE(failure.find("the server refused it: "), std::string::npos) << failure;
  EXPECT_NE(failure.find("binds no event 'totle'"), std::string::npos) << failure;
  EXPECT_EQ(page.push_event("total"), "0");
}

TEST_P(FromTheServer, ARedirectIsFollowed) {
  App app;
  app.live<Todos>("/todos/{id}").get("/elsewhere", [](const Request& request) {
    return html("<p>from " + request.params.get<std::string>("from").value_or(""));
  });
  Page page = open(app, "/todos/1");
  page.expect_no_redirect().click("#go").expect_redirect("/elsewhere?from=todos").expect_no_redirect();
  EXPECT_EQ(page.url(), "/elsewhere?from=todos");
  EXPECT_EQ(page.text(), "from todos");
  page.visit("/todos/1").follow_link("a", "Elsewhere");
  EXPECT_EQ(page.url(), "/elsewhere");
}

TEST_P(FromTheServer, APageThatIsNotThereHasItsStatus) {
  App app;
  app.live<Todos>("/todos/{id}");
  Page page = open(app, "/todos/1");
  page.click("#go").expect_redirect("/elsewhere?from=todos");
  EXPECT_EQ(page.status(), 404);
  page.visit("/todos/1");
  EXPECT_EQ(page.status(), 200);
}

TEST_P(FromTheServer, AViewThatThrowsFailsTheStep) {
  Page page = todos();
  const std::string failure = failure_of([&] { page.click("#fail"); });
  EXPECT_NE(failure.find("the view ended by an exception"), std::string::npos) << failure;
  EXPECT_NE(failure.find("the disk is full"), std::string::npos) << failure;
}

TEST_P(FromTheServer, WhatWasTypedStaysWhileTheNetworkIsGone) {
  Page page = todos();
  page.fill("#new input", "milk").disconnect();
  EXPECT_EQ(page.value("#new input"), "milk");
  page.fill("#new input", "milk, eggs");
  EXPECT_EQ(page.text("#draft"), "milk");
  page.advance(5s).reconnect();
  EXPECT_EQ(page.value("#new input"), "milk, eggs");
  EXPECT_EQ(page.text("#draft"), "milk, eggs");
}

TEST_P(FromTheServer, VisitorsSeeEachOther) {
  App app;
  app.live<Chat>("/");
  Server server(app, {.in_browser = in_browser()});
  Page ada = server.open("/");
  Page grace = server.open("/");
  ada.submit("form", {{"text", "hello"}});
  EXPECT_EQ(grace.text("li"), "hello");
  grace.expect_push_event("rang");
  grace.submit("form", {{"text", "good morning"}});
  EXPECT_EQ(ada.text("ul"), "hello good morning");
}

TEST_P(FromTheServer, ASessionIsThereFromTheBeginning) {
  App app;
  app.live<Visitor>("/");
  Page page = open(app, "/", {.session = [](Session& session) { session.put("name", "Ada"); }});
  EXPECT_EQ(page.text("#name"), "Ada");
  page.click("button");
  EXPECT_EQ(page.new_tab("/").text("#name"), "Grace");
  EXPECT_EQ(page.server().open("/").text("#name"), "nobody");
}

TEST_P(FromTheServer, ConnectParamsAreThoseThatWereGiven) {
  Page page = open<Visitor>("/", {.connect_params = R"({"team":"blue"})"});
  EXPECT_EQ(page.text("#team"), "blue");
  EXPECT_EQ(page.text("#zone"), "UTC");
}

TEST_P(FromTheServer, HeadersAreSentWithTheRequest) {
  App app;
  app.get("/", [](const Request& request) { return html("<p>" + std::string(request.header("X-Team"))); });
  EXPECT_EQ(open(app, "/", {.headers = {{"X-Team", "blue"}}}).text("p"), "blue");
}

}  // namespace
}  // namespace golive::testing
