// The examples in the comments of attrs.h, blocks.h, each.h, error.h, html.h, log.h, render_scope.h and shared.h.
#include <golive/blocks.h>
#include <golive/golive.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <string>
#include <vector>

namespace golive::template_examples {

struct Line {
  int id = 0;
  std::string name;
};
struct Db {
  bool has(int id) const { return id == 7; }
};
void my_log(std::string_view) {}

// clang-format off
Html greeting(std::string_view name, int unread) {
  return HTML(R"(<p class="hello">Hello {name}, {unread} new</p>)", name, unread);
}

Html greeting(std::string_view name) { return HTML("<p>Hello {name}</p>", name); }

Html card(std::string_view title, Html body) { return HTML(R"(<section><h2>{title}</h2>{body}</section>)", title, body); }

Html field(bool bad) {
  Attrs attrs = Attrs().set("class", "field").set("aria-invalid", bad).set("required", true);
  return HTML(R"(<input {attrs}>)", attrs);
}

using Order = Line;
Html show(const std::vector<Order>& orders) {
  Html list = HTML(R"(<ul>{}</ul>)", each(orders, &Order::id, [](const Order& order) {
    return HTML(R"(<li>{order.name}</li>)", order.name);
  }));
  Html note = HTML(R"(<p>{}</p>)", when(orders.empty(), [] { return HTML("Nothing here yet."); }));
  return HTML("{list}{note}", list, note);
}

void report() {
  try { field(true); } catch (const golive::Error& error) {
    std::puts(error.what());  // GL0105 orders.cpp:21  '{x}' is not an attribute name   use letters, digits, - _ . :
  }
}

void set_up_log() {
  golive::set_log_level(golive::LogLevel::warning);
  golive::set_logger([](const golive::LogRecord& record, void*) { my_log(record.text); });
}

namespace page {
struct Order {
  const Db* db = nullptr;
  void mount(const Params& params);
};
void Order::mount(const Params& params) {
  if (!db->has(params.get<int>("id").value_or(0))) throw HttpError{404};
}
}  // namespace page

TEST(Greeting, NamesTheGuest) {
  golive::RenderScope scope;
  EXPECT_EQ(to_string(greeting("Ada")), "<p>Hello <!---->Ada</p>");   // a mark parts two texts
}
// clang-format on

TEST(TemplateExamples, RenderWhatTheyShow) {
  const RenderScope scope;
  EXPECT_EQ(to_string(greeting("Ada", 3)), "<p class=\"hello\">Hello <!---->Ada<!---->, <!---->3<!----> new</p>");
  EXPECT_EQ(to_string(card("Shop", HTML("<b>tea</b>"))), "<section><h2>Shop</h2><!--$--><b>tea</b><!--/--></section>");
  EXPECT_EQ(to_string(field(true)), "<input aria-invalid=\"true\" class=\"field\" required=\"\">");
  EXPECT_EQ(to_string(show({{1, "tea"}})), "<!--$--><ul><!--$--><li>tea</li><!--/--></ul><!--/--><!--$--><p><!--$--><!--/--></p><!--/-->");
  EXPECT_EQ(to_string(show({})), "<!--$--><ul><!--$--><!--/--></ul><!--/--><!--$--><p><!--$-->Nothing here yet.<!--/--></p><!--/-->");
}

TEST(TemplateExamples, SayWhatIsWrong) {
  testing::internal::CaptureStdout();
  report();
  EXPECT_TRUE(testing::internal::GetCapturedStdout().starts_with("GL0101"));
  const Db db;
  page::Order order{&db};
  EXPECT_THROW(order.mount(Params::parse("id=8")), HttpError);
  order.mount(Params::parse("id=7"));
  const LogLevel level = log_level();
  set_up_log();
  log(LogLevel::error, "goes to my_log");
  set_logger(nullptr);
  set_log_level(level);
}

namespace shared_part {

struct Row {
  int id = 0;
  double price = 0;
};
Html show_row(const Row& row) { return HTML("<tr><td>{row.price}</td></tr>", row.price); }

// clang-format off
struct Board {                                    // one for the program
  Version version;
  std::vector<Row> rows;
  Topic<int> changed;
  void set_price(std::size_t row, double price) { rows[row].price = price, version.touch(), changed.publish(0); }
};
struct Viewer {                                   // one for each browser
  Service<Board> board;
  void connected(Socket& socket) { socket.subscribe<&Viewer::look>(board->changed); }
  void look(int) {}
  Html render() const {
    return HTML(R"(<table>{}</table>)", shared(*board, board->version, [](const Board& all) {
      return HTML(R"(<tbody>{}</tbody>)", each(all.rows, &Row::id, show_row));
    }));
  }
};
// clang-format on

TEST(SharedExample, ShowsTheBoardAsItIs) {
  Board board;
  board.rows.resize(8);
  // clang-format off
  board.set_price(7, 12.5);                         // ten thousand viewers: one render, one diff
  // clang-format on
  const RenderScope scope;
  EXPECT_NE(to_string(Viewer{board}.render()).find("<td>12.5</td>"), std::string::npos);
}

}  // namespace shared_part

namespace long_list {

struct Order {
  int id;
  std::string name;
  bool filled = false;
};

// clang-format off
struct Orders {
  Blocks<Order> orders;
  void fill(std::size_t row) { orders.edit(row).filled = true; }
  Html render() const {
    return HTML(R"(<table><tbody>{}</tbody></table>)", each(orders, &Order::id, [](const Order& order) {
      return HTML(R"(<tr hidden={order.filled}><td>{order.name}</td></tr>)", order.filled, order.name);
    }));
  }
};
// clang-format on

TEST(BlocksExample, ShowsTheOrders) {
  Orders page;
  page.orders.push_back({1, "bolts"});
  page.fill(0);
  const RenderScope scope;
  EXPECT_NE(to_string(page.render()).find("<td>bolts</td>"), std::string::npos);
}

}  // namespace long_list

}  // namespace golive::template_examples
