// The examples in the comments of component.h, handler.h, message.h, params.h, payload.h, session.h, socket.h, state.h and topic.h.
#include <golive/golive.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "unit/app/visitor.h"

namespace golive {
namespace {

using V = test::Visitor;

namespace component {
// clang-format off
struct Counter {
  int count = 0;                                       // its state (golive/state.h)
  void add(int by) { count += by; }                    // its handlers (golive/handler.h)
  Html render() const { return HTML("<output>{count}</output><button lv-click={}>+</button>", count, on<&Counter::add>(1)); }
};
// clang-format on
}  // namespace component

namespace handler {
// clang-format off
struct Address { std::string street, city; bool gift = false; };
struct Cart {
  std::string title;
  void add(int product, int count) { title += std::to_string(product * count); }
  void rename(std::string name) { title = name; }
  void order(Socket& socket, Address address) { if (address.gift) socket.redirect("/thanks"); }
  Html render() const {
    return HTML(R"(<button lv-click={}>+</button>  <input lv-change={}>  <form lv-submit={}>...</form>)",
                on<&Cart::add>(7, 1), on<&Cart::rename>(), on<&Cart::order>());
  }
};
// clang-format on
}  // namespace handler

namespace message {
struct Price {
  int cents = 0;
};

// clang-format off
struct Board {
  int last = 0;
  void handle_info(Socket&, const Message& message) {
    if (const Price* price = message.get<Price>()) last = price->cents;
  }
  Html render() const { return HTML("<p>{last}</p>", last); }
};
// clang-format on
}  // namespace message

namespace params {
// clang-format off
struct Order {
  int id = 0;
  std::string tab;
  // app.live<Order>("/orders/{id}");   GET /orders/7?tab=items
  void mount(const Params& params) {
    id = params.get<int>("id").value_or(0);             // 7
    tab = params.get<std::string>("tab").value_or("");  // "items"
  }
  Html render() const { return HTML("<p>{id}</p><p>{tab}</p>", id, tab); }
};
// clang-format on
}  // namespace params

namespace payload {
// clang-format off
struct Login { std::string name; std::string password; bool remember = false; };

struct Form {
  std::string note;
  std::string user;
  int years = 0;
  void sign_in(const std::string& name, const std::string&) { user = name; }
  void save(const Payload& payload) {
    years = payload.get<int>("age").value_or(0);    // empty if it is absent, or not a whole number in range
    if (auto login = payload.as<Login>()) sign_in(login->name, login->password);
    else note = login.error().text();               // "name: expected a value, got nothing"
  }
};
// clang-format on
}  // namespace payload

namespace session {
struct Credentials {
  std::string name;
  std::string password;
};
struct Found {
  int id = 0;
};
struct Users {
  std::optional<Found> find(const std::string& name, const std::string&) const {
    return name == "ada" ? std::optional(Found{7}) : std::nullopt;
  }
};

struct Shop {
  std::optional<int> user;
  void mount(const Session& session);
  Html render() const { return HTML("<p>{user}</p>", user); }
};
struct Login {
  Service<Users> users;
  std::string note;
  void fail(std::string text) { note = std::move(text); }
  void sign_in(Socket& socket, Credentials typed);
  Html render() const { return HTML("<form lv-submit={}></form>{note}", on<&Login::sign_in>(), note); }
};
struct Account {
  void sign_out(Socket& socket);
  Html render() const { return HTML("<p lv-click={}></p>", on<&Account::sign_out>()); }
};

// clang-format off
void Shop::mount(const Session& session) { user = session.get<int>("user"); }        // std::optional<int>

void Login::sign_in(Socket& socket, Credentials typed) {
  const auto found = users->find(typed.name, typed.password);
  if (!found) return fail("wrong name or password");
  socket.session().renew();              // at every login: the id a stranger may have planted is void
  socket.session().put("user", found->id);
  socket.redirect("/account");
}
void Account::sign_out(Socket& socket) { socket.session().destroy(); }  // ends every view of this session, on all loops
// clang-format on
}  // namespace session

namespace sockets {
struct Clock {
  int beats = 0;
  void mount(Socket& socket);
  void tick() { ++beats; }
  Html render() const { return HTML("<p>{beats}</p>", beats); }
};
struct Board {
  double price = 0;
  void set_price(double now) { price = now; }
  Html render() const { return HTML("<p>{price}</p>", price); }
};

// clang-format off
void Clock::mount(Socket& socket) { socket.every<&Clock::tick>(1s); }

void tell(const ViewHandle& handle) {
  handle.send<&Board::set_price>(12.5);   // runs set_price(12.5) on the view's loop, then shows the change
}
// clang-format on
}  // namespace sockets

namespace state {
struct Row {
  int id = 0;
};
struct Db {
  std::vector<Row> rows;
};

// clang-format off
struct Orders {
  Service<Db> db;                         // given by the factory: app.live("/orders", [&db] { return Orders{db}; })
  int page = 0;                           // survives reconnects, crashes and releases
  transient<std::vector<Row>> rows = {};  // forgotten; mount() reads it again
  server_only<std::string> token = {};    // survives, but never leaves the server
  Html render() const { return HTML("<p>{page}</p>", page); }
};

namespace otherwise {
struct Orders {
  int page = 0;
  Html render() const { return HTML("<p>{page}</p>", page); }
  static constexpr bool survives = false;               // all of the component is forgotten
  static constexpr auto state = fields(&Orders::page);  // only these survive; for classes with private members or constructors
};
}  // namespace otherwise
// clang-format on
}  // namespace state

namespace topic {
struct Price {
  std::string name;
  double value = 0;
};

// clang-format off
Topic<Price> prices;                                       // anywhere that outlives its publishers

struct Board {
  Price last;
  void connected(Socket& socket);
  void on_price(const Price& p);
  Html render() const { return HTML("<p>{name}</p>", arg("name", last.name)); }
};
void Board::connected(Socket& socket) { socket.subscribe<&Board::on_price>(prices); }
void Board::on_price(const Price& p) { last = p; }         // runs on the view's own loop

void publish() {
  prices.publish({"ACME", 12.5});                            // from any thread
}
// clang-format on
}  // namespace topic

TEST(ComponentExamples, AreServed) {
  session::Users users;
  state::Db db;
  App app;
  app.live<component::Counter>("/counter")
      .live<handler::Cart>("/cart")
      .live<message::Board>("/messages")
      .live<params::Order>("/orders/{id}")
      .live<session::Shop>("/shop")
      .live("/login",
            [&users] {
              return session::Login{users, {}};
            })
      .live<session::Account>("/account")
      .live<sockets::Clock>("/clock")
      .live<sockets::Board>("/board")
      .live("/state", [&db] { return state::Orders{db}; })
      .live<state::otherwise::Orders>("/otherwise")
      .live<topic::Board>("/prices")
      .listen("127.0.0.1", 0)
      .start();
  for (const char* path : {"/counter", "/cart", "/messages", "/orders/7?tab=items", "/shop", "/login", "/account", "/clock", "/board",
                           "/state", "/otherwise", "/prices"})
    EXPECT_TRUE(V(app.port()).join(path).attached()) << path;
  sockets::tell(ViewHandle());
  topic::publish();
}

TEST(ComponentExamples, APayloadThatDoesNotFitSaysWhy) {
  payload::Form form;
  form.save(Payload(R"({"age":"7"})"));
  EXPECT_EQ(form.years, 7);
  EXPECT_EQ(form.note, "name: expected a value, got nothing");
  form.save(Payload(R"({"name":"ada","password":"x"})"));
  EXPECT_EQ(form.user, "ada");
}

}  // namespace
}  // namespace golive
