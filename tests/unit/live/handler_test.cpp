#include "golive/handler.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <vector>

#include "fake_socket.h"
#include "golive/component.h"
#include "golive/detail/handler_task.h"
#include "golive/error.h"
#include "golive/html.h"
#include "golive/message.h"

namespace {

using namespace golive;
using Status = detail::DispatchResult::Status;

template <class B>
std::string written(const B& binding) {
  std::string text;
  binding.write_to(text);
  return text;
}

enum class Side { buy, sell };
struct Address {
  std::string city;
  bool gift = false;
};

struct Shop {
  int count = 0;
  std::string last;
  transient<Socket*> seen = nullptr;

  void inc() { ++count; }
  void add(int by) { count += by; }
  void tiny(std::uint8_t value) { count = value; }
  void order(Side side, double price, std::string note) {
    last = std::string(side == Side::buy ? "buy " : "sell ") + std::to_string(price) + note;
  }
  void with_socket(Socket& socket, int by) {
    *seen = &socket;
    count = by;
  }
  void view(std::string_view text, const std::string& more) { last = std::string(text) + more; }
  void all(const Payload& payload) { last = payload.text(); }
  void row(int id, const Payload& payload) { last = std::to_string(id) + std::string(payload.text()); }
  void send(Socket&, Address address) { last = address.city + (address.gift ? "!" : ""); }
  void maybe(std::optional<int> value) { count = value.value_or(-1); }
  void many(std::vector<int> values) { count = static_cast<int>(values.size()); }
  void where(Address address, int n) { last = address.city, count = n; }
  int sum(int a, int b) const noexcept { return a + b; }
  std::vector<std::string> list() { return {"a", "b\""}; }
  std::optional<int> none() { return {}; }
  Address home() { return {"Paris", true}; }
  void fail() { throw std::runtime_error("no"); }
  void over(int) { last = "int"; }
  void over(std::string) { last = "text"; }

  Html render() const { return {}; }
};

// Writing a binding is what registers its handler; a page would do this in render().
[[maybe_unused]] void bind_everything(std::string& sink) {
  on<&Shop::inc>().write_to(sink);
  on<&Shop::add>(1).write_to(sink);
  on<&Shop::tiny>().write_to(sink);
  on<&Shop::order>(Side::buy, 1.0, "").write_to(sink);
  on<&Shop::with_socket>().write_to(sink);
  on<&Shop::view>("", "").write_to(sink);
  on<&Shop::all>().write_to(sink);
  on<&Shop::row>(1).write_to(sink);
  on<&Shop::send>().write_to(sink);
  on<&Shop::maybe>().write_to(sink);
  on<&Shop::many>().write_to(sink);
  on<&Shop::where>(Address{}, 1).write_to(sink);
  on<&Shop::sum>(1, 2).write_to(sink);
  on<&Shop::list>().write_to(sink);
  on<&Shop::none>().write_to(sink);
  on<&Shop::home>().write_to(sink);
  on<&Shop::fail>().write_to(sink);
  on<static_cast<void (Shop::*)(int)>(&Shop::over)>(1).write_to(sink);
  on<static_cast<void (Shop::*)(std::string)>(&Shop::over)>("").as<"over_text">().write_to(sink);
}

class Dispatch : public testing::Test {
 protected:
  detail::DispatchResult send(std::string_view event, std::string_view payload = {}) {
    reply.clear();
    return detail::dispatch(detail::component_type<Shop>(), &shop, fake_socket(), event, Payload(payload), reply);
  }
  Shop shop;
  std::string reply;
};

TEST(Binding, writes_name_and_json_arguments) {
  EXPECT_EQ(written(on<&Shop::inc>()), "inc");
  EXPECT_EQ(written(on<&Shop::add>(-1)), "add(-1)");
  EXPECT_EQ(written(on<&Shop::add>()), "add");
  EXPECT_EQ(written(on<&Shop::order>(Side::sell, 1.5, "a\"b")), R"(order("sell",1.5,"a\"b"))");
  EXPECT_EQ(written(on<&Shop::order>(Side::sell, 2, std::string("x"))), R"(order("sell",2,"x"))");
  EXPECT_EQ(written(on<&Shop::where>(Address{"Rome", true}, 3)), R"(where({"city":"Rome","gift":true},3))");
  EXPECT_EQ(written(on<&Shop::maybe>(5)), "maybe(5)");
  EXPECT_EQ(written(on<&Shop::maybe>(std::nullopt)), "maybe(null)");
  EXPECT_EQ(written(on<&Shop::many>(std::vector{1, 2})), "many([1,2])");
  EXPECT_EQ(written(on<&Shop::row>(7)), "row(7)");
  EXPECT_EQ(written(on<&Shop::inc>().as<"more">()), "more");
}

TEST(Binding, refuses_an_integer_its_parameter_cannot_hold) {
  EXPECT_EQ(written(on<&Shop::tiny>(255)), "tiny(255)");
  EXPECT_THROW(on<&Shop::tiny>(256), Error);
  EXPECT_THROW(on<&Shop::tiny>(-1), Error);
}

TEST_F(Dispatch, calls_what_takes_nothing) {
  EXPECT_TRUE(send("inc"));
  EXPECT_TRUE(send("inc", R"({"value":"ignored"})"));
  EXPECT_TRUE(send("inc()"));
  EXPECT_EQ(shop.count, 3);
  EXPECT_EQ(reply, "");
}

TEST_F(Dispatch, decodes_bound_arguments) {
  EXPECT_TRUE(send("add(-2)"));
  EXPECT_EQ(shop.count, -2);
  EXPECT_TRUE(send(R"(order("buy",2,"x"))"));
  EXPECT_EQ(shop.last, "buy 2.000000x");
  EXPECT_TRUE(send(R"(order(1,"0.5",")\u0029"))"));
  EXPECT_EQ(shop.last, "sell 0.500000))");
  EXPECT_TRUE(send(R"(where({"city":"Rome"},"4"))"));
  EXPECT_EQ(shop.last, "Rome");
  EXPECT_TRUE(send(R"(view("a","b"))"));
  EXPECT_EQ(shop.last, "ab");
}

TEST_F(Dispatch, gives_the_controls_value_to_the_last_parameter) {
  EXPECT_TRUE(send("add", R"({"value":"5","name":"n"})"));
  EXPECT_EQ(shop.count, 5);
  EXPECT_TRUE(send("add", "7"));
  EXPECT_EQ(shop.count, 12);
  EXPECT_TRUE(send(R"(order("sell",1))", R"({"value":"!"})"));
  EXPECT_EQ(shop.last, "sell 1.000000!");
  EXPECT_TRUE(send("maybe", R"({"value":""})"));
  EXPECT_EQ(shop.count, -1);
  EXPECT_TRUE(send("many", R"({"value":["1","2"]})"));
  EXPECT_EQ(shop.count, 2);
  EXPECT_TRUE(send("with_socket", R"({"value":3})"));
  EXPECT_EQ(shop.count, 3);
  EXPECT_EQ(*shop.seen, &fake_socket());
}

TEST_F(Dispatch, gives_the_form_to_an_aggregate_and_the_payload_as_it_is) {
  EXPECT_TRUE(send("send", R"({"city":"Oslo","gift":"on"})"));
  EXPECT_EQ(shop.last, "Oslo!");
  EXPECT_TRUE(send("all", "[1]"));
  EXPECT_EQ(shop.last, "[1]");
  EXPECT_TRUE(send("all"));
  EXPECT_EQ(shop.last, "");
  EXPECT_TRUE(send("row(4)", "{}"));
  EXPECT_EQ(shop.last, "4{}");
}

TEST_F(Dispatch, replies_with_what_the_handler_returns) {
  EXPECT_TRUE(send("sum(2,3)"));
  EXPECT_EQ(reply, "5");
  EXPECT_TRUE(send("list"));
  EXPECT_EQ(reply, R"(["a","b\""])");
  EXPECT_TRUE(send("none"));
  EXPECT_EQ(reply, "null");
  EXPECT_TRUE(send("home"));
  EXPECT_EQ(reply, R"({"city":"Paris","gift":true})");
}

TEST_F(Dispatch, refuses_wrong_arguments_and_changes_nothing) {
  shop.count = 42;
  for (const std::string_view event :
       {"add(1,2)", "add(\"x\")", "add(1.5)", "add(99999999999)", "add(null)", "add(", "add(1", "add(1)x", "add([)", "add(1],[2)", "add",
        "inc(1)", "order(\"hold\",1,\"\")", "order(\"buy\")", "row", "row(1,2)", "sum(1)", "tiny(256)"}) {
    const auto result = send(event);
    EXPECT_EQ(result.status, Status::bad_arguments) << event;
    EXPECT_EQ(result.message.substr(0, 6), "GL0305") << event;
    EXPECT_EQ(reply, "") << event;
  }
  EXPECT_EQ(send("add", R"({"value":"x"})").status, Status::bad_arguments);
  EXPECT_EQ(send("send", R"({"gift":"on"})").status, Status::bad_arguments);
  EXPECT_EQ(send("send").status, Status::bad_arguments);
  EXPECT_EQ(shop.count, 42);
  EXPECT_EQ(shop.last, "");
}

TEST_F(Dispatch, says_what_is_wrong_with_an_argument) {
  EXPECT_EQ(send("add(\"x\")").message,
            "GL0305 Shop::add was not called: argument 1: expected a whole number from -2147483648 to 2147483647, got \"x\"   it is " +
                std::string(detail::type_name<void (Shop::*)(int)>()));
  EXPECT_NE(send("add(1,2)").message.find("arguments: expected 0 or 1, got 2"), std::string::npos);
  EXPECT_NE(send("send", R"({"gift":1,"city":""})").message.find("gift: expected true or false, got 1"), std::string::npos);
}

TEST_F(Dispatch, says_which_handlers_there_are) {
  const auto result = send("ink");
  EXPECT_EQ(result.status, Status::unknown_event);
  EXPECT_NE(result.message.find("binds no event 'ink'   bound: add, all, "), std::string::npos) << result.message;
  EXPECT_NE(result.message.find("did you mean 'inc'?"), std::string::npos) << result.message;
  EXPECT_EQ(send("something_else_entirely").message.find("did you mean"), std::string::npos);
  for (const std::string_view event : {"", "(", "()", "(1)", " inc", "inc ", "INC"})
    EXPECT_EQ(send(event).status, Status::unknown_event) << event;
  EXPECT_LT(send(std::string(100'000, 'x')).message.size(), 500U);
}

TEST_F(Dispatch, lets_exceptions_pass) { EXPECT_THROW(send("fail"), std::runtime_error); }

TEST_F(Dispatch, tells_overloads_apart_by_their_given_names) {
  EXPECT_TRUE(send("over(1)"));
  EXPECT_EQ(shop.last, "int");
  EXPECT_TRUE(send("over_text(\"1\")"));
  EXPECT_EQ(shop.last, "text");
}

struct First {
  int pad = 1;
};
struct Steps {
  int steps = 0;
  void step(int by) { steps += by; }
  void reset() { steps = 0; }
};
struct Walker : First, Steps {
  static constexpr auto state = fields(&Walker::steps);
  Html render() const { return {}; }
};
struct Stranger {
  Html render() const { return {}; }
};
struct VirtualWalker : virtual Steps {
  static constexpr bool survives = false;
  Html render() const { return {}; }
};
struct HiddenWalker : private Steps {
  static constexpr bool survives = false;
  Html render() const { return {}; }
};
[[maybe_unused]] void bind_inherited(std::string& sink) {
  on<&Walker::step>(1).write_to(sink);
  on<&Walker::reset>().write_to(sink);
}

template <class C>
bool send_to(C& component, std::string_view event) {
  std::string reply;
  return static_cast<bool>(detail::dispatch(detail::component_type<C>(), &component, fake_socket(), event, Payload(), reply));
}

TEST(Inherited, methods_find_their_part_of_the_component) {
  detail::check_survival<Walker>();
  detail::check_survival<VirtualWalker>();
  detail::check_survival<HiddenWalker>();
  Walker walker;
  EXPECT_TRUE(send_to(walker, "step(2)"));
  EXPECT_TRUE(send_to(walker, "step(3)"));
  EXPECT_EQ(walker.steps, 5);
  EXPECT_EQ(walker.pad, 1);
  EXPECT_TRUE(send_to(walker, "reset"));
  EXPECT_EQ(walker.steps, 0);
  VirtualWalker second;
  EXPECT_TRUE(send_to(second, "step(2)"));
  EXPECT_EQ(second.steps, 2);
}

TEST(Inherited, methods_of_other_classes_and_private_bases_are_not_bound) {
  Stranger stranger;
  HiddenWalker hidden;
  EXPECT_FALSE(send_to(stranger, "reset"));
  EXPECT_FALSE(send_to(hidden, "reset"));
}

template <class T>
struct Cell {
  T value{};
  void set(T given) { value = given; }
  void clear() { value = {}; }
  Html render() const { return {}; }
};
[[maybe_unused]] void bind_cells(std::string& sink) {
  on<&Cell<int>::set>().write_to(sink);
  on<&Cell<std::string>::set>().write_to(sink);
  on<&Cell<std::string>::clear>().write_to(sink);
}

TEST(ClassTemplates, each_instance_has_its_own_handlers) {
  Cell<int> number;
  Cell<std::string> text;
  EXPECT_TRUE(send_to(number, "set(5)"));
  EXPECT_TRUE(send_to(text, "set(\"x\")"));
  EXPECT_FALSE(send_to(number, "set(\"x\")"));
  EXPECT_FALSE(send_to(number, "clear"));
  EXPECT_EQ(number.value, 5);
  EXPECT_EQ(text.value, "x");
}

struct Twice {
  void go(int) {}
  void go(std::string) {}
  Html render() const { return {}; }
};
[[maybe_unused]] void bind_twice(std::string& sink) {
  on<static_cast<void (Twice::*)(int)>(&Twice::go)>(1).write_to(sink);
  on<static_cast<void (Twice::*)(std::string)>(&Twice::go)>("").write_to(sink);
}

TEST(SameName, of_two_methods_is_an_error_at_the_start) {
  try {
    detail::component_type<Twice>();
    FAIL();
  } catch (const Error& error) {
    const std::string text = error.what();
    EXPECT_EQ(text.substr(0, 6), "GL0301");
    EXPECT_NE(text.find("Twice::go [" + std::string(detail::type_name<void (Twice::*)(int)>()) + "]"), std::string::npos) << text;
    EXPECT_NE(text.find("Twice::go [" + std::string(detail::type_name<void (Twice::*)(std::string)>()) + "]"), std::string::npos) << text;
    EXPECT_NE(text.find(".as<\"name\">()"), std::string::npos) << text;
  }
}

struct Quote {
  int cents = 0;
  std::string name;
};
struct Board {
  std::vector<std::string> log;
  int ticks = 0;
  void tick() { ++ticks; }
  void quote(const Quote& quote) { log.push_back(quote.name + std::to_string(quote.cents)); }
  void expire(Socket&, int id, std::string why) { log.push_back(std::to_string(id) + why); }
  void take(std::unique_ptr<int> owned) { ticks = owned == nullptr ? -1 : *owned; }
  void handle_info(const Message& message) { ticks = *message.get<int>(); }
  Html render() const { return {}; }
};

TEST(MethodTask, calls_the_method_with_the_arguments_it_kept) {
  Board board;
  const auto& type = detail::component_type<Board>();
  detail::MethodTask tick = detail::bind_message<&Board::tick>();
  tick(type, &board, fake_socket());
  tick(type, &board, fake_socket());
  EXPECT_EQ(board.ticks, 2);
  const Quote quote{5, "a name that is longer than any small buffer of a string"};
  detail::MethodTask first = detail::bind_message<&Board::quote>(quote);
  detail::MethodTask moved = std::move(first);
  EXPECT_FALSE(static_cast<bool>(first));  // NOLINT(bugprone-use-after-move): what a moved-from task is
  moved(type, &board, fake_socket());
  moved(type, &board, fake_socket());
  detail::bind_message<&Board::expire>(7, "late")(type, &board, fake_socket());
  ASSERT_EQ(board.log.size(), 3U);
  EXPECT_EQ(board.log[0], quote.name + "5");
  EXPECT_EQ(board.log[1], board.log[0]);
  EXPECT_EQ(board.log[2], "7late");
  EXPECT_EQ(moved.method(), "Board::quote");
}

TEST(MethodTask, gives_away_what_can_only_be_moved) {
  Board board;
  auto task = detail::bind_message<&Board::take>(std::make_unique<int>(9));
  task(detail::component_type<Board>(), &board, fake_socket());
  EXPECT_EQ(board.ticks, 9);
}

TEST(MethodTask, reaches_inherited_methods_and_refuses_other_components) {
  Walker walker;
  detail::MethodTask task = detail::bind_message<&Steps::step>(4);
  task(detail::component_type<Walker>(), &walker, fake_socket());
  EXPECT_EQ(walker.steps, 4);
  Board board;
  try {
    task(detail::component_type<Board>(), &board, fake_socket());
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.id(), "GL0302");
  }
}

TEST(MethodTask, of_a_message_goes_to_handle_info) {
  Board board;
  detail::info_task(Message::of(31))(detail::component_type<Board>(), &board, fake_socket());
  EXPECT_EQ(board.ticks, 31);
  Stranger stranger;
  EXPECT_NO_THROW(detail::info_task(Message::of(31))(detail::component_type<Stranger>(), &stranger, fake_socket()));
}

}  // namespace
