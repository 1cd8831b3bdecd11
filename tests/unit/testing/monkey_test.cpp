// What a random user finds, and how it says so.
#include <golive/testing.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "unit/testing/failure_of.h"
#include "unit/testing/todos.h"

namespace golive::testing {
namespace {

template <class C>
std::string found_in(std::uint64_t seed, MonkeyOptions options = {}) {
  return failure_of([&] { monkey([] { return live<C>(); }, seed, options); });
}

// Adds up, and cannot go on at a certain sum, in a certain mood.
struct Fragile {
  int sum = 0;
  bool brave = false;
  std::string note;
  void add(int by) {
    sum += by;
    if (sum == 3 && brave) throw std::runtime_error("three is too much");
  }
  void toggle() { brave = !brave; }
  void write(std::string text) { note = std::move(text); }
  Html render() const {
    return HTML(R"(<output id="sum">{sum}</output><button id="less" lv-click={}>-</button><button id="more" lv-click={}>+</button>
      <input id="brave" type="checkbox" checked={brave} lv-change={}><p><input name="note" value={note} lv-input={}></p>)",
                sum, on<&Fragile::add>(-1), on<&Fragile::add>(1), brave, on<&Fragile::toggle>(), note, on<&Fragile::write>());
  }
};

TEST(Monkey, FindsAStateInWhichAHandlerThrowsAndTheStepsToIt) {
  std::uint64_t seed = 1;
  while (found_in<Fragile>(seed).empty() && seed < 20) ++seed;
  const std::string text = found_in<Fragile>(seed);
  EXPECT_TRUE(holds(text, "monkey with seed " + std::to_string(seed) + ", step ")) << text;
  EXPECT_TRUE(holds(text, "three is too much")) << text;
  EXPECT_TRUE(holds(text, "these steps are enough:\n    page.")) << text;
  EXPECT_TRUE(holds(text, R"(    page.click("#more");)")) << text;
  EXPECT_FALSE(holds(text, "note")) << "typing is not needed for it: " << text;
  EXPECT_TRUE(holds(text, "at monkey_test.cpp:")) << text;
}

TEST(Monkey, ItsFailureIsLoggedOnce) {
  int lines = 0;
  set_logger(
      [](const LogRecord& record, void* count) { *static_cast<int*>(count) += record.text.contains("ended by an exception") ? 1 : 0; },
      &lines);
  std::uint64_t seed = 1;
  while (found_in<Fragile>(seed).empty() && seed < 20) ++seed;
  set_logger(nullptr);
  EXPECT_EQ(lines, 1);
}

TEST(Monkey, TheStepsItShowsFailAsTheyStand) {
  Page page = live<Fragile>();
  page.click("#brave").click("#more").click("#more");
  EXPECT_TRUE(holds(failure_of([&] { page.click("#more"); }), "three is too much"));
}

TEST(Monkey, TheSameSeedDoesTheSame) {
  const auto once = [] {
    return failure_of([] {
      Page page = live<Fragile>();
      monkey(page, 7, {.shown = 300});
    });
  };
  const std::string text = once();
  EXPECT_TRUE(holds(text, "the last steps")) << text;
  EXPECT_EQ(text, once());
  EXPECT_EQ(found_in<Fragile>(7), found_in<Fragile>(7));
}

struct Raw {
  std::string text;
  void write(std::string typed) { text = std::move(typed); }
  Html render() const { return HTML("<textarea lv-input={}></textarea><div>{}</div>", on<&Raw::write>(), raw(TrustedHtml(text))); }
};

TEST(Monkey, FindsWhatBecomesMarkup) {
  std::string text;
  for (std::uint64_t seed = 1; !holds(text, "a value has become"); ++seed) {
    ASSERT_LT(seed, 20u) << text;
    text = found_in<Raw>(seed);
    ASSERT_NE(text, "");  // also by markup that is not nested
  }
  EXPECT_TRUE(holds(text, "these steps are enough:\n    page.")) << text;
}

struct Leak {
  struct Line {
    int id = 0;
    std::string text;
  };
  std::vector<Line> log;
  void note() { log.push_back({static_cast<int>(log.size()), std::string(100, 'x')}); }
  Html render() const {
    return HTML("<button lv-click={}>note</button><ul>{}</ul>", on<&Leak::note>(),
                each(log, &Line::id, [](const Line& line) { return HTML("<li>{line.text}</li>", line.text); }));
  }
};

TEST(Monkey, FindsAViewThatGrows) {
  const std::string text = found_in<Leak>(1, {.most_bytes = 5'000, .most_replays = 5});
  EXPECT_TRUE(holds(text, "bytes, more than 5000")) << text;
  EXPECT_EQ(found_in<Leak>(1), "");
}

struct Unbound {
  int count = 0;
  void add() { ++count; }
  Html render() const {
    return HTML(R"(<button lv-click={}>{count}</button><button lv-click="ad">+</button>)", on<&Unbound::add>(), count);
  }
};

TEST(Monkey, FindsAnEventThatNobodyHandles) {
  const std::string text = found_in<Unbound>(1);
  EXPECT_TRUE(holds(text, "the server refused 'ad'")) << text;
  EXPECT_TRUE(holds(text, "these steps are enough:\n    page.click(\"button\", \"+\");")) << text;
}

struct Steep {
  int level = 0;
  void set(int to) {
    if (to > 0) throw std::runtime_error("too steep");
    level = to;
  }
  Html render() const {
    return HTML(R"(<label>Level <input type="range" min="0" max="9" lv-change={} value={level}></label>)", on<&Steep::set>(), level);
  }
};

TEST(Monkey, CallsElementsByTheirNames) {
  const std::string text = found_in<Steep>(1);
  EXPECT_TRUE(holds(text, R"(    page.element("input", "Level").)")) << text;
}

struct Depends {
  int count = 0;
  void add() { ++count; }
  Html render() const {
    static int renders = 0;
    return HTML("<button lv-click={}>{count}</button>{}", on<&Depends::add>(), count, count > 2 ? ++renders : 0);
  }
};

TEST(Monkey, FindsARenderThatIsNotTheSameTwice) {
  const std::string text = found_in<Depends>(1);
  EXPECT_NE(text, "");
}

TEST(Monkey, LeavesAGoodPageInPeace) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    App app;
    app.live<pages::Todos>("/").get("/elsewhere", [](const Request&) {
      return Response{.body = "<p>x", .headers = {{"Content-Type", "text/html"}}};
    });
    const std::string text = failure_of([&] { monkey([&] { return live(app); }, seed, 300); });
    EXPECT_TRUE(text.empty() || holds(text, "the disk is full")) << text;
  }
}

}  // namespace
}  // namespace golive::testing
