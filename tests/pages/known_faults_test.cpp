// Faults that frameworks of this kind have shipped, each under its number, as far as a user sees them on a page. Others are in
// tests/unit/app/known_faults/ and tests/browser/known_faults.spec.ts; tools/check_known_faults says which number has no test.
#include <golive/testing.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace golive::testing {
namespace {

// What a step or a look fails with; empty if it does not.
template <class Step>
std::string failure_of(Step step) {
  try {
    step();
  } catch (const Failure& failure) {
    return failure.what();
  }
  return {};
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

// Fails in every place where code of the user runs.
struct Fragile {
  static inline int ended_by_error = 0;
  int count = 0;
  bool broken = false;

  void mount(const Params& params) {
    if (params.get<int>("fail")) throw std::runtime_error("mount");
  }
  void add() { ++count; }
  void throw_exception() { throw std::runtime_error("handler"); }
  void throw_number() { throw 7; }
  void throw_status() { throw HttpError(404); }
  void break_render() { broken = true; }
  void fail_soon(Socket& socket) { socket.send_after<&Fragile::throw_exception>(1ms); }
  void handle_event(std::string_view event) { throw std::runtime_error(std::string(event)); }
  void terminate(TerminateReason reason) { ended_by_error += reason == TerminateReason::error ? 1 : 0; }
  Html render() const {
    if (broken) throw std::runtime_error("render");
    return HTML(R"(<output>{count}</output><button lv-click={}>Add</button>
                   <button lv-click={}>Exception</button><button lv-click={}>Number</button><button lv-click={}>Status</button>
                   <button lv-click={}>Render</button><button lv-click={}>Timer</button><button lv-click="unbound">Name</button>)",
                count, on<&Fragile::add>(), on<&Fragile::throw_exception>(), on<&Fragile::throw_number>(), on<&Fragile::throw_status>(),
                on<&Fragile::break_render>(), on<&Fragile::fail_soon>());
  }
};

TEST(KnownFaults, W01_AnExceptionAnywhereEndsItsViewAndNothingElse) {
  Fragile::ended_by_error = 0;
  App app;
  app.live<Fragile>("/");
  Server server(app);
  Page bystander = server.open("/");
  bystander.click("button", "Add");
  const std::vector<const char*> ways = {"Exception", "Number", "Status", "Render", "Timer", "Name"};
  for (const char* way : ways) {
    Page page = server.open("/");
    page.click("button", "Add");
    EXPECT_TRUE(has(failure_of([&] { page.click("button", way).advance(1ms); }), "the view ended by an exception")) << way;
    page.until([&] { return page.text("output") == "0"; });
    EXPECT_EQ(page.click("button", "Add").text("output"), "1") << "a fresh view after " << way;
  }
  EXPECT_EQ(server.open("/?fail=1").status(), 500);
  EXPECT_EQ(app.stats().crashes, ways.size() + 1);
  EXPECT_EQ(Fragile::ended_by_error, static_cast<int>(ways.size()));
  EXPECT_EQ(bystander.click("button", "Add").text("output"), "2");
}

struct Curious {
  bool cookie_in_session = false;
  std::string header = "none yet";
  void mount(const Session& session) {
    for (const char* name : {"other", "cookie:other", "cookie", "Cookie", "_csrf"}) cookie_in_session |= session.has(name);
  }
  void look(Socket& socket) { header = socket.header("Cookie"); }
  Html render() const {
    return HTML("<b>{cookie_in_session}</b><p>{header}</p><button lv-click={}>Look</button>", cookie_in_session, header,
                on<&Curious::look>());
  }
};

TEST(KnownFaults, W18_CookiesOfTheRequestAreNotInTheSession) {
  Page page = live<Curious>("/", {.headers = {{"Cookie", "other=hunter2"}}});
  EXPECT_EQ(page.text("b"), "false");
  EXPECT_FALSE(has(page.html(), "hunter2"));
  EXPECT_EQ(page.click("button").text("p"), "") << "and an event sees no header of the request that opened its socket";
}

// A shop with a login, whose pages ask at each event whether their visitor may do it.
class Shop : public ::testing::Test {
 protected:
  struct Counter {
    Html render() const {
      return HTML(R"(<form id="login" method="post" action="/login">{}<button>Log in</button></form>
                     <form id="demote" method="post" action="/demote">{}<button>Demote</button></form>
                     <form id="logout" method="post" action="/logout">{}<button>Log out</button></form>)",
                  csrf_field(), csrf_field(), csrf_field());
    }
  };
  struct Account {
    static inline int ended = 0;
    std::string user;
    std::string said;
    void mount(const Session& session) { user = session.get<std::string>("user").value_or("nobody"); }
    void terminate() { ++ended; }
    void erase_all(Socket& socket) { said = socket.session().get<bool>("admin").value_or(false) ? "erased" : "refused"; }
    Html render() const {
      return HTML("<h1>{user}</h1><button lv-click={}>Erase</button><p>{said}</p>", user, on<&Account::erase_all>(), said);
    }
  };

  Shop() : app_(Config{.session = {.lifetime = 8h}}) {
    Account::ended = 0;
    app_.live<Counter>("/")
        .live<Account>("/account")
        .post("/login",
              [](const Request& request) {
                request.session().renew();
                request.session().put("user", "ada");
                request.session().put("admin", true);
                return Response::redirect("/");
              })
        .post("/demote", [](const Request& request) { return request.session().put("admin", false), Response::redirect("/"); })
        .post("/logout", [](const Request& request) { return request.session().destroy(), Response::redirect("/"); });
  }
  Page counter_of_ada() {
    Page counter = Server(app_).open("/");
    counter.submit("#login");
    return counter;
  }
  App app_;
};

using KnownFaultsOfSessions = Shop;

TEST_F(KnownFaultsOfSessions, W23_WhatIsTakenAwayIsGoneForViewsThatAreOpen) {
  Page counter = counter_of_ada();
  Page account = counter.new_tab("/account");
  EXPECT_EQ(account.click("button").text("p"), "erased");
  counter.submit("#demote");
  EXPECT_EQ(account.click("button").text("p"), "refused");
}

TEST_F(KnownFaultsOfSessions, W23_AViewEndsWithItsSession) {
  Page counter = counter_of_ada();
  Page account = counter.new_tab("/account");
  account.advance(8h - 1min);
  EXPECT_EQ(account.text("h1"), "ada");
  account.advance(2min);
  EXPECT_EQ(account.text("h1"), "nobody") << "it has loaded the page afresh";
  EXPECT_EQ(Account::ended, 1);
}

TEST_F(KnownFaultsOfSessions, W23_ALogoutEndsEveryTabAtOnceAndTheCookieIsVoid) {
  Page counter = counter_of_ada();
  Page first = counter.new_tab("/account");
  Page second = counter.new_tab("/account");
  Page away = counter.new_tab("/account");
  away.disconnect();
  EXPECT_EQ(second.text("h1"), "ada");
  counter.submit("#logout");
  for (Page* const tab : {&first, &second}) EXPECT_EQ(tab->text("h1"), "nobody");
  EXPECT_EQ(Account::ended, 3) << "that of the tab that is away, too";
  EXPECT_EQ(away.reconnect().text("h1"), "nobody");
  EXPECT_EQ(counter.new_tab("/account").text("h1"), "nobody");
}

TEST(KnownFaults, W35_EventsPassThroughAllMiddleware) {
  App app;
  app.use(request_id()).use(access_log()).use(compression()).use(timeout(100ms)).use(cors({.origins = {"https://friend.example"}}));
  app.live<Fragile>("/").live<Fragile>("/blocking", {.blocking = true});
  for (const char* path : {"/", "/blocking"})
    EXPECT_EQ(live(app, path, {.headers = {{"Accept-Encoding", "gzip"}}}).click("button", "Add").text("output"), "1") << path;
}

struct Order {
  std::string name;
  int number = -1;
};

struct Orders {
  std::string last = "none";
  void place(const Order& order) { last = order.name + " " + std::to_string(order.number); }
  void rate(int stars) { last = std::to_string(stars); }
  Html render() const {
    return HTML(
        R"(<form lv-submit={}><input name="name"><input name="number"><button>Place</button></form><input id="stars" lv-change={}><p>{last}</p>)",
        on<&Orders::place>(), on<&Orders::rate>(), last);
  }
};

TEST(KnownFaults, W36_NumbersOfFormsArriveAndWhatIsNoNumberIsRefused) {
  struct Inner {
    int key = 1;
  };
  struct Several {
    std::string name = "tea";
    std::vector<std::string> number = {"1", "2"};
  };
  struct Nested {
    std::vector<std::string> name = {"a"};
    Inner number;
  };
  struct Half {
    std::string name = "tea";
  };
  Page page = live<Orders>();
  EXPECT_EQ(page.submit("form", {{"name", "tea"}, {"number", "42"}}).text("p"), "tea 42");
  EXPECT_EQ(page.change("#stars", "5").text("p"), "5");
  const auto refused = [](const std::string& failure) { return has(failure, "bad_arguments"); };
  for (const char* number : {"x", "", "4.5", "4 2", "99999999999"})
    EXPECT_TRUE(refused(failure_of([&] { page.submit("form", {{"number", number}}); }))) << number;
  EXPECT_TRUE(refused(failure_of([&] { page.push_event("place", Several{}); })));
  EXPECT_TRUE(refused(failure_of([&] { page.push_event("place", Nested{}); })));
  EXPECT_TRUE(refused(failure_of([&] { page.push_event("place", Half{}); })));
  EXPECT_TRUE(refused(failure_of([&] { page.push_event("place", std::vector<std::string>{"tea", "1"}); })));
  EXPECT_TRUE(refused(failure_of([&] { page.push_event("place", std::string("tea")); })));
  EXPECT_TRUE(refused(failure_of([&] { page.push_event("place", 7); })));
  EXPECT_EQ(page.text("p"), "5") << "nothing had changed, and nobody crashed";
  EXPECT_EQ(page.change("#stars", "6").text("p"), "6");
}

struct Reader {
  Service<Topic<std::string>> news;
  std::string last = {};
  void mount(Socket& socket) { socket.subscribe<&Reader::hear>(*news); }
  void hear(const std::string& text) {
    if (text == "unbearable" && last == "first") throw std::runtime_error(text);
    last = text;
  }
  Html render() const { return HTML("<p>{last}</p>", last); }
};

TEST(KnownFaults, W36_ASubscriberThatFailsTakesNobodyAlongAndHearsAgainAfterItsReturn) {
  Topic<std::string> news;
  App app;
  app.live("/", [&] { return Reader{news}; });
  Server server(app);
  Page failing = server.open("/");
  news.publish("first");
  EXPECT_EQ(failing.text("p"), "first") << "what was published, and not an empty value";
  Page other = server.open("/");
  news.publish("unbearable");
  EXPECT_TRUE(has(failure_of([&] { failing.text("p"); }), "unbearable"));
  EXPECT_EQ(other.text("p"), "unbearable");
  failing.until([&] { return failing.text("p").empty(); });
  news.publish("last");
  EXPECT_EQ(failing.text("p"), "last") << "a fresh view";
  EXPECT_EQ(other.text("p"), "last");
}

}  // namespace
}  // namespace golive::testing
