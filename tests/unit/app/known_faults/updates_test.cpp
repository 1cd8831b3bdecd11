// Faults of what is sent and of what it costs.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "golive/golive.h"
#include "unit/app/visitor.h"

namespace golive {
namespace {

using test::Tab;

struct Row {
  int value = 0;
  int version = 0;
};

// A table of which one row changes, by number.
struct Table {
  static inline int drawn = 0;  // rows rendered; one loop
  std::vector<Row> rows = std::vector<Row>(1000);

  void touch(int row) {
    Row& touched = rows[static_cast<std::size_t>(row)];
    ++touched.value;
    ++touched.version;
  }
  Html render() const {
    int index = 0;
    return HTML("<table><tbody lv-click={}>{}</tbody></table>", on<&Table::touch>(0),
                each(
                    rows, [&index](const Row&) { return index++; }, [](const Row& row) { return row.version; },
                    [](const Row& row) {
                      ++drawn;
                      return HTML("<tr><td>{row.value}</td></tr>", row.value);
                    }));
  }
};

TEST(KnownFaults, W38_AnEventDrawsAndSendsOnlyWhatItChanged) {
  App app(Config{.threads = 1, .development = false});
  app.live<Table>("/").listen("127.0.0.1", 0).start();
  Tab tab(app.port());
  tab.ask("touch(1)");
  const int before = Table::drawn;
  const std::string frame = tab.ask("touch(500)");
  EXPECT_EQ(Table::drawn - before, 1);
  EXPECT_LT(frame.size(), 60u) << frame;
}

struct Markup {
  std::string text = "plain";
  void change() { text = "<b>\"bold\"</b> & more"; }
  Html render() const { return HTML("<p lv-click={}>{text}</p>", on<&Markup::change>(), text); }
};

TEST(KnownFaults, W38_AngleBracketsAreSentAsTheyAre) {
  App app(Config{.threads = 1});
  app.live<Markup>("/").listen("127.0.0.1", 0).start();
  Tab tab(app.port());
  EXPECT_EQ(tab.ask("change"), R"([2,1,"d",{"d":{"1":"<b>\"bold\"</b> & more"}}])");
}

// Sixteen kilobytes round a number that is three templates deep.
struct Nested {
  int count = 0;
  void add() { ++count; }
  Html render() const {
    const std::string prose(8000, 'p');
    const auto inner = [&] { return HTML("<b>{count}</b><i>{prose}</i>", count, prose); };
    const auto middle = [&] { return HTML("<div>{}</div>", when(true, inner)); };
    return HTML("<main lv-click={}><p>{prose}</p>{}</main>", on<&Nested::add>(), prose, when(true, middle));
  }
};

TEST(KnownFaults, W39_AChangeSendsNothingOfWhatIsRoundIt) {
  App app(Config{.threads = 1});
  app.live<Nested>("/").listen("127.0.0.1", 0).start();
  Tab tab(app.port());
  EXPECT_LT(tab.answer.size(), 1000u) << "the page that was served is not sent again";
  const std::string frame = tab.ask("add");
  EXPECT_LT(frame.size(), 60u) << frame;
  EXPECT_NE(frame.find("1"), std::string::npos);
}

}  // namespace
}  // namespace golive
