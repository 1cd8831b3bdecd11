// Pages that begin afresh: how often they do, and what the ends of a connection mean that say why.
#include "browser/both_ways/both_ways.h"

namespace golive::testing {
namespace {

struct Scales {
  int count = 0;
  std::string text = {};
  void add() { ++count; }
  void type(const std::string& value) { text = value; }
  Html render() const {
    return HTML(R"(<button lv-click={}>+</button><output>{count}</output><input name="x" lv-change={} value={text}>)", on<&Scales::add>(),
                count, on<&Scales::type>(), text);
  }
};

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

using BegunAfresh = BothWays;
GOLIVE_BOTH_WAYS(BegunAfresh);

TEST_P(BegunAfresh, APageThatKeepsCrashingStops) {
  Page page = open<Scales>();
  for (int i = 0; i < 5; ++i) page.crash();
  const std::string failure = failure_of([&] { page.crash(); });
  EXPECT_TRUE(holds(failure, "this page began afresh 5 times in a minute (crash)   it stops now")) << failure;
  EXPECT_TRUE(page.exists("live-notice"));
  EXPECT_TRUE(page.has_class("[data-live-view]", "lv-error"));
  page.click("button").advance(10s);
  EXPECT_EQ(page.text("output"), "0") << "nobody has heard of it";
  page.visit("/");
  EXPECT_FALSE(page.exists("live-notice"));
  page.click("button");
  EXPECT_EQ(page.text("output"), "1");
  EXPECT_TRUE(holds(failure_of([&] { page.crash(); }), "it stops now")) << "the tab remembers";
  page.visit("/").advance(60s).crash().click("button");
  EXPECT_EQ(page.text("output"), "1");
}

TEST_P(BegunAfresh, AnEventThatIsTooBigIsRefusedAndThePageGoesOn) {
  PageOptions options;
  options.server.config.http.message = 2000;
  Page page = open<Scales>("/", options);
  page.click("button");
  const std::string big(3000, 'x');
  const std::string pushed = failure_of([&] { page.push_event("none", big); });
  EXPECT_TRUE(holds(pushed, "push_event(\"none\"): the server refused it: too_big: 3009 bytes are too many for the server")) << pushed;
  page.until([&] { return page.has_class("[data-live-view]", "lv-connected"); });
  page.click("button");
  EXPECT_EQ(page.text("output"), "2") << "the view is the same";
}

// A fresh view would be sent the edit again, and so on without end.
TEST_P(BegunAfresh, AnEditThatIsTooBigIsSentOnce) {
  PageOptions options;
  options.server.config.http.message = 2000;
  Page page = open<Scales>("/", options);
  page.click("button");
  const std::string failure = failure_of([&] { page.change("input", std::string(3000, 'x')); });
  EXPECT_TRUE(holds(failure, "too_big")) << failure;
  page.until([&] { return page.has_class("[data-live-view]", "lv-connected"); });
  page.click("button");
  EXPECT_EQ(page.text("output"), "2");
  EXPECT_EQ(page.value("input").size(), 3000u) << "what was typed stays";
  page.change("input", "short");
  EXPECT_EQ(page.attr("input", "value"), "short");
}

// Answers with the document that it saw last.
struct Copier {
  Response* seen;
  const bool* copies;
  std::optional<Response> before(const Request& request) const {
    if (!*copies || request.kind != RequestKind::page) return std::nullopt;
    return *seen;
  }
  void after(const Request& request, Response& response) const {
    if (request.path == "/") *seen = response;
  }
};

TEST_P(BegunAfresh, ACopyOfAPageTakesItsViewAndThePageGetsAnother) {
  Response seen;
  bool copies = false;
  App app;
  app.use(Copier{.seen = &seen, .copies = &copies});
  app.live<Scales>("/");
  Page page = open(app);
  page.click("button");
  copies = true;
  Page copy = page.new_tab("/");
  copies = false;
  EXPECT_EQ(copy.text("output"), "1");
  page.until([&] { return page.text("output") == "0"; });
  page.click("button").click("button");
  copy.click("button");
  EXPECT_EQ(page.text("output"), "2");
  EXPECT_EQ(copy.text("output"), "2");
}

}  // namespace
}  // namespace golive::testing
