// docs/testing.md and the headers of the testing kit.
#include <golive/testing.h>
#include <golive/testing/mocks.h>
#include <gtest/gtest.h>

#include <cstdio>

namespace golive {
namespace {

struct Counter {
  int count = 0;
  void add(int by) { count += by; }
  Html render() const {
    return HTML("<output>{count}</output><button lv-click={}>-</button><button lv-click={}>+</button>", count, on<&Counter::add>(-1),
                on<&Counter::add>(+1));
  }
};

// clang-format off
#include <golive/testing.h>
#include <gtest/gtest.h>

TEST(Counter, Counts) {
  auto page = golive::testing::live<Counter>();
  page.click("button", "+");
  page.click("button", "+");
  EXPECT_EQ(page.text("output"), "2");
}
// clang-format on

// As Catch2 has them.
#define TEST_CASE(name) TEST(CounterOfCatch, Counts)
#define REQUIRE(condition) ASSERT_TRUE(condition)
TEST_CASE("a counter counts") {
  auto page = golive::testing::live<Counter>();
  page.click("button", "+");
  REQUIRE(page.text("output") == "1");
}

struct Todo {
  int id = 0;
  std::string title;
};

struct Todos {
  std::vector<Todo> items = {{1, "milk"}, {2, "eggs"}, {3, "tea"}};
  int next = 4;
  std::string tab;
  bool done = false;

  struct New {
    std::string title;
  };
  void mount(Socket& socket, const Params& params) {
    tab = params.get<std::string>("tab").value_or("");
    socket.send_after<&Todos::finish>(7s);
  }
  void finish() { done = true; }
  void add(Socket& socket, const New& made) {
    items.insert(items.begin(), {next++, made.title});
    socket.push_event("added", 1);
  }
  void remove(int id) {
    std::erase_if(items, [&](const Todo& item) { return item.id == id; });
  }
  void leave(Socket& socket) { socket.redirect("/login"); }
  Html render() const {
    return HTML(R"(
      <form class="new" lv-submit={}><input name="title"><button disabled={}>Add</button></form>
      <ul>{}</ul>
      <button lv-click={}>Leave</button> <a href="/login">Details</a>{})",
                on<&Todos::add>(), done,
                each(items, &Todo::id,
                     [](const Todo& item) {
                       return HTML("<li>{item.title} <button lv-click={}>remove</button></li>", item.title, on<&Todos::remove>(item.id));
                     }),
                on<&Todos::leave>(), when(done, [] { return HTML("<p class=\"done\">done</p>"); }));
  }
};

struct Db {
  int orders = 3;
};
struct Orders {
  Service<Db> db;
  Html render() const { return HTML("<p>{}</p>", db->orders); }
};
struct Account {
  int user = 0;
  void mount(const Session& session) { user = session.get<int>("user").value_or(0); }
  Html render() const { return HTML("<p>{user}</p>", user); }
};
struct Order {
  int id = 0;
};
Topic<Order> orders_topic;
struct Shop {
  int bought = 0;
  void buy() { orders_topic.publish({++bought}); }
  Html render() const { return HTML("<button lv-click={}>Buy</button>", on<&Shop::buy>()); }
};
struct Desk {
  std::vector<Order> orders;
  void connected(Socket& socket) { socket.subscribe<&Desk::on_order>(orders_topic); }
  void on_order(const Order& order) { orders.push_back(order); }
  Html render() const {
    return HTML("<table><tbody>{}</tbody></table>",
                each(orders, &Order::id, [](const Order& order) { return HTML("<tr class=\"new\"><td>{order.id}</td></tr>", order.id); }));
  }
};

App make_shop() {
  App app;
  app.live<Shop>("/shop").live<Desk>("/orders").live<Account>("/account");
  return app;
}

TEST(TestingDocument, Opening) {
  Db db;
  App app = make_shop();
  // clang-format off
  auto page = golive::testing::live<Todos>("/todos/7?tab=open", {.route = "/todos/{id}"});                 // one component
  auto orders = golive::testing::live([&db] { return Orders{db}; }, "/orders");                            // made by a factory
  auto account = golive::testing::live(app, "/account", {.session = [](Session& s) { s.put("user", 7); }});  // a page of a whole app
  // clang-format on
  EXPECT_EQ(page.status(), 200);
  EXPECT_EQ(orders.text("p"), "3");
  EXPECT_EQ(account.text("p"), "7");
}

TEST(TestingDocument, SeveralPages) {
  App app = make_shop();
  // clang-format off
  golive::testing::Server server(app);
  auto buyer = server.open("/shop");
  auto seller = server.open("/orders");
  buyer.click("button", "Buy");
  EXPECT_EQ(seller.count("tr.new"), 1u);
  auto second = buyer.new_tab("/shop");                      // shares the cookies of the first
  // clang-format on
  EXPECT_EQ(second.url(), "/shop");
}

TEST(TestingHeaders, Server) {
  // clang-format off
  App app = make_shop();
  testing::Server server(app);
  testing::Page buyer = server.open("/shop"), seller = server.open("/orders");   // two visitors
  buyer.click("button", "Buy");
  EXPECT_EQ(seller.count("tr.new"), 1u);
  // clang-format on
}

TEST(TestingDocument, Finding) {
  auto page = testing::live<Todos>();
  // clang-format off
  page.click("button", "Add");
  page.element("li", "milk").element("button", "remove").click();
  page.element("li").nth(2).element("button").click();
  // clang-format on
  EXPECT_EQ(page.count("li"), 2u);
}

TEST(TestingDocument, Looking) {
  auto page = testing::live<Todos>();
  page.submit("form", {{"title", "milk"}});
  // clang-format off
  page.expect_push_event("added", 1);        // Socket::push_event("added", 1), once for each that came
  page.expect_no_push_event("removed");
  page.click("button", "Leave");
  page.expect_redirect("/login");            // Socket::redirect: the page has gone there
  // clang-format on
}

TEST(TestingDocument, Following) {
  App app;
  app.live<Todos>("/").get("/login", [](const Request&) { return Response{.body = "<p>hi", .headers = {{"Content-Type", "text/html"}}}; });
  auto page = testing::live(app);
  page.click("button", "Leave");
  page.follow_redirect();  // the same, to wherever, which must be a page
  page.visit("/");
  page.follow_link("a", "Details");
  EXPECT_EQ(page.url(), "/login");
}

Html unread_badge(int count) { return HTML("<span class=\"badge\">{count} unread</span>", count); }

TEST(TestingHeaders, Render) {
  const auto badge = testing::render([] { return unread_badge(3); });
  EXPECT_EQ(badge.text(), "3 unread");
  EXPECT_EQ(badge.attr("span", "class"), "badge");
}

TEST(TestingDocument, AFunctionComponent) {
  const auto badge = golive::testing::render([] { return unread_badge(3); });
  EXPECT_EQ(badge.text(), "3 unread");
  EXPECT_EQ(badge.attr("span", "class"), "badge");
}

// clang-format off
class Shopping : public ::testing::TestWithParam<bool> {};
INSTANTIATE_TEST_SUITE_P(Ways, Shopping, ::testing::Bool());

TEST_P(Shopping, ATodoIsAdded) {
  if (GetParam() && !golive::testing::has_browser()) GTEST_SKIP() << "apt-get install chromium, or name it in GOLIVE_CHROMIUM";
  auto page = golive::testing::live<Todos>("/", {.server = {.in_browser = GetParam()}});
  page.submit("form", {{"title", "milk"}});
  EXPECT_EQ(page.text("li:nth-child(1)"), "milk remove");
}

TEST(TestingDocument, InABrowser) {
  for (const bool in_browser : {false, golive::testing::has_browser()}) {
    auto page = golive::testing::live<Counter>("/", {.server = {.in_browser = in_browser}});
    page.click("button", "+");
    EXPECT_EQ(page.text("output"), "1");
  }
}
// clang-format on

TEST(TestingDocument, Time) {
  auto page = testing::live<Todos>();
  // clang-format off
  page.advance(5s);
  page.until([&] { return page.exists(".done"); });          // at most ten seconds of that time, or what is given
  // clang-format on
}

TEST(TestingDocument, RandomUsers) {
  App app;
  app.live<Todos>("/todos").live<Todos>("/");
  // clang-format off
  golive::testing::monkey([&] { return golive::testing::live(app, "/todos"); }, 1, 300);   // seed, steps
  testing::monkey([&] { return testing::live(app, "/"); }, 1, 300);   // seed, steps
  // clang-format on
}

TEST(TestingHeaders, Page) {
  App app;
  app.live<Todos>("/todos");
  testing::Page page = testing::live(app, "/todos");
  page.click("button", "Add");
  EXPECT_EQ(page.count("li"), 4u);
}

TEST(TestingHeaders, Element) {
  auto page = testing::live<Todos>();
  const auto add = page.element("form.new button", "Add");
  EXPECT_TRUE(add.enabled());
  page.fill("input", "milk");
  add.click();
  EXPECT_EQ(page.count("li"), 4u);
}

TEST(TestingHeaders, Failure) {
  auto page = testing::live<Todos>();
  // clang-format off
  try { page.click("button", "Adn"); } catch (const testing::Failure& failure) { std::puts(failure.what()); }
  // clang-format on
}

TEST(TestingHeaders, Testing) {
  // clang-format off
  auto page = testing::live<Todos>("/todos/7?tab=open", {.route = "/todos/{id}"});
  page.fill("input[name=title]", "milk");
  page.submit("form");
  EXPECT_EQ(page.text("li:nth-child(1)"), "milk remove");     // of any test framework
  // clang-format on
}

TEST(TestingHeaders, Options) {
  App app = make_shop();
  auto page = testing::live(app, "/account", {.session = [](Session& session) { session.put("user", 7); }});
  EXPECT_EQ(page.text("p"), "7");
}

TEST(TestingDocument, Seeds) {
  // clang-format off
  golive::testing::for_each_seed(1, 100, [](std::uint64_t seed) {
    golive::testing::Server server(make_shop(), {.seed = seed});
    auto buyer = server.open("/shop"), seller = server.open("/orders");
    server.advance(10s);
    EXPECT_EQ(seller.count("tr"), 0u);
  });
  // clang-format on
}

struct Clock {
  int ticks = 0;
  void mount(Socket& socket) { socket.every<&Clock::tick>(1s); }
  void tick(Socket& socket) {
    if (++ticks == 3) socket.push_event("three");
  }
  Html render() const { return HTML("<p>{ticks}</p>", ticks); }
};
struct Price {
  std::string name;
  double value = 0;
};
struct Board {
  static constexpr bool survives = false;
  Topic<Price>* prices = nullptr;
  double last = 0;
  void connected(Socket& socket) { socket.subscribe<&Board::on_price>(*prices); }
  void on_price(const Price& price) { last = price.value; }
  Html render() const { return HTML("<p>{last}</p>", last); }
};
struct Poller {
  void start(Socket& socket) { socket.every<&Clock::tick>(1s); }
};

TEST(TestingDocument, UnitsWithASocket) {
  // clang-format off
  Clock clock;
  golive::testing::MockSocket socket(clock);
  clock.mount(socket);
  EXPECT_EQ(socket.timer<&Clock::tick>().period(), 1s);      // fails if nothing has asked for it, and says what timers there are
  socket.advance(3s);                                        // timers run one by one, each at its time
  EXPECT_EQ(clock.ticks, 3);
  socket.expect_push_event("three");                         // and expect_no_push_event, expect_redirect, expect_no_redirect
  // clang-format on
}

TEST(TestingDocument, UnitsWithATopic) {
  Topic<Price> prices;
  Board board{.prices = &prices};
  golive::testing::MockSocket socket(board);
  // clang-format off
  board.connected(socket);                                   // socket.subscribe<&Board::on_price>(prices)
  prices.publish({"ACME", 12.5});
  EXPECT_EQ(socket.waiting(), std::vector<std::string>{"Board::on_price"});
  socket.deliver();                                          // what topics and handles bring, watched values, outcomes of commands
  EXPECT_EQ(board.last, 12.5);
  // clang-format on
}

TEST(TestingDocument, UnitsWithoutAComponent) {
  Poller poller;
  Clock clock;
  // clang-format off
  golive::testing::MockSocket socket({.connected = false, .session = [](Session& s) { s.put("user", 7); }});
  poller.start(socket);
  socket.timer<&Clock::tick>().fire(clock);
  // clang-format on
  EXPECT_EQ(clock.ticks, 1);
}

TEST(TestingHeaders, MockSocket) {
  // clang-format off
  Clock clock;
  testing::MockSocket socket(clock);
  clock.mount(socket);
  EXPECT_EQ(socket.timer<&Clock::tick>().period(), 1s);
  socket.advance(3s);
  EXPECT_EQ(clock.ticks, 3);
  socket.expect_push_event("three");
  // clang-format on
}

TEST(TestingHeaders, MockSocketWithoutAComponent) {
  Clock clock;
  // clang-format off
  testing::MockSocket socket({.connected = false});
  clock.mount(socket);
  socket.timer<&Clock::tick>().fire(clock);
  // clang-format on
  EXPECT_EQ(clock.ticks, 1);
}

TEST(TestingHeaders, MockTimer) {
  Clock clock;
  testing::MockSocket socket(clock);
  clock.mount(socket);
  // clang-format off
  testing::MockTimer tick = socket.timer<&Clock::tick>();
  EXPECT_EQ(tick.period(), 1s);
  tick.fire();
  // clang-format on
  EXPECT_EQ(clock.ticks, 1);
}

TEST(TestingDocument, Units) {
  Topic<Order> orders;
  const auto buy = [](Topic<Order>& topic, const Order& order) { topic.publish(order); };
  // clang-format off
  golive::testing::MockPubSub<Order> spy(orders);
  buy(orders, {7});                          // what is tested
  EXPECT_EQ(spy.expect().id, 7);             // the first that was not expected yet
  spy.expect_none();
  // clang-format on
}

TEST(TestingHeaders, Mocks) {
  // clang-format off
  Topic<Order> orders;
  testing::MockPubSub<Order> spy(orders);
  orders.publish({7});
  EXPECT_EQ(spy.expect().id, 7);
  spy.expect_none();
  // clang-format on
}

TEST(TestingHeaders, Seeds) {
  // clang-format off
  testing::for_each_seed(1, 100, [](std::uint64_t seed) {
    testing::Server server(make_shop(), {.seed = seed});
    testing::Page buyer = server.open("/shop"), seller = server.open("/orders");
    server.advance(10s);
    if (seller.count("tr") != 0) throw testing::Failure("nobody has bought anything");
  });
  // clang-format on
}

TEST(TestingDocument, TheNetwork) {
  auto page = testing::live<Counter>();
  // clang-format off
  page.latency(80ms, 20ms);                                    // each message, both ways, is 60 to 100 ms under way
  page.click("button", "+");
  EXPECT_EQ(page.text("output"), "0");                         // a step takes no time
  page.advance(200ms);
  EXPECT_EQ(page.text("output"), "1");
  // clang-format on
}

TEST(TestingDocument, Chaos) {
  auto page = testing::live<Counter>();
  // clang-format off
  page.network(testing::ChaosTransport::severe());
  for (int i = 0; i < 10; ++i) page.click("button", "+").advance(100ms);
  page.network({});                                            // good again: until the page is joined and all has arrived
  EXPECT_EQ(page.text("output"), "10");
  // clang-format on
}

TEST(TestingHeaders, Network) {
  auto page = testing::live<Counter>();
  // clang-format off
  page.network(testing::ChaosTransport::severe());
  for (int i = 0; i < 10; ++i) page.click("button", "+").advance(100ms);
  page.network({});                                    // it is good again, and the page is joined
  EXPECT_EQ(page.text("output"), "10");
  // clang-format on
}

}  // namespace
}  // namespace golive

// fault_point.h and testing/faults.h
namespace golive::fault_examples {
namespace {

struct DbError : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct Row {
  int id = 0;
};
struct Db {
  std::vector<Row> query(std::string_view sql);
};

// clang-format off
std::vector<Row> Db::query(std::string_view sql) {
  if (fault_point("db.query")) throw DbError("the connection is lost");
  return {{static_cast<int>(sql.size())}};
}
// clang-format on

struct Rows {
  std::string error;
  void load() {
    try {
      Db().query("select");
    } catch (const DbError& lost) {
      error = lost.what();
    }
  }
  Html render() const { return HTML("<button lv-click={}>Load</button><p role=\"alert\">{error}</p>", on<&Rows::load>(), error); }
};

TEST(TestingHeaders, Faults) {
  auto page = testing::live<Rows>();
  // clang-format off
  testing::FaultInjector faults;
  faults.fail("db.query");                              // the next one
  page.click("button", "Load");
  EXPECT_EQ(page.text("[role=alert]"), "the connection is lost");
  // clang-format on
}

}  // namespace
}  // namespace golive::fault_examples
