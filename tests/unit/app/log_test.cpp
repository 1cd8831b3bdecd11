// What the log says of failures, and what browsers do not get to read.
#include "golive/log.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "golive/golive.h"
#include "unit/app/visitor.h"

namespace golive {
namespace {

using test::eventually;
using test::ServedPage;
using test::Tab;
using test::Visitor;

constexpr std::string_view kSecret = "swordfish";

[[noreturn]] void fail() { throw std::runtime_error("the password of /srv/db is swordfish"); }

struct Fragile {
  int count = 0;
  void mount(const Params& params) {
    if (params.has("fail")) fail();
  }
  void crash() { fail(); }
  void speak() { log(LogLevel::info, "said by the user", {{"mood", "good"}}); }
  void dawdle() { std::this_thread::sleep_for(30ms); }  // what the time budget is for
  Html render() const {
    return HTML(R"(<b lv-click={}></b><b lv-click={}></b><b lv-click={}></b>{count})", on<&Fragile::crash>(), on<&Fragile::speak>(),
                on<&Fragile::dawdle>(), count);
  }
};

struct Chatty {
  void mount() { log(LogLevel::info, "mounting"); }
  Html render() const {
    log(LogLevel::info, "rendering");
    return HTML("<p>hello</p>");
  }
};

struct Locked {
  void open(int) {}
  Html render() const { return HTML("<b lv-click={}></b>", on<&Locked::open>(1).sealed()); }
};

struct Line {
  LogLevel level = LogLevel::off;
  std::string text;
  std::map<std::string, std::string> fields;
};

class LogTest : public ::testing::Test {
 protected:
  LogTest() : app_(Config{.threads = 1, .development = false}) {
    set_logger(&LogTest::note, this);
    app_.use(request_id());
    app_.live<Fragile>("/fragile", {.time_budget = 10ms})
        .live<Chatty>("/chatty")
        .live<Chatty>("/blocking", {.blocking = true})
        .live<Locked>("/locked")
        .get("/broken", [](const Request&) -> Response { fail(); })
        .group("/gate", [](Group& group) {
          group.use([](Request&) -> std::optional<Response> { fail(); });
          group.live<Fragile>("/page");
        });
    app_.listen("127.0.0.1", 0).start();
  }
  ~LogTest() override {
    app_.stop();
    set_logger(nullptr);
  }

  static void note(const LogRecord& record, void* test) {
    Line line{record.level, std::string(record.text), {}};
    for (const LogField& field : record) line.fields.emplace(field.name, field.text);
    auto& self = *static_cast<LogTest*>(test);
    const std::scoped_lock lock(self.mutex_);
    self.lines_.push_back(std::move(line));
  }
  std::vector<Line> lines(std::string_view text) {
    const std::scoped_lock lock(mutex_);
    std::vector<Line> found;
    std::ranges::copy_if(lines_, std::back_inserter(found), [&](const Line& line) { return line.text.starts_with(text); });
    return found;
  }
  void forget() {
    const std::scoped_lock lock(mutex_);
    lines_.clear();
  }
  // The one line that begins so; not what was left out of those of an earlier test.
  Line the_line(std::string_view text) {
    const auto whole = [&] {
      auto found = lines(text);
      std::erase_if(found, [](const Line& line) { return line.fields.contains("left_out"); });
      return found;
    };
    EXPECT_TRUE(eventually([&] { return !whole().empty(); })) << text;
    const auto found = whole();
    EXPECT_EQ(found.size(), 1u) << text;
    return found.empty() ? Line{} : found.front();
  }

  Tab join(const std::string& path) { return Tab(app_.port(), path); }
  Tab join(const ServedPage& page) { return Visitor(app_.port()).join(page); }

  std::mutex mutex_;
  std::vector<Line> lines_;
  App app_;
};

TEST_F(LogTest, ACrashIsLoggedOnceWithAllThatNamesItAndTheBrowserReadsNothingOfIt) {
  const Tab joined = join("/fragile");
  joined.socket->text(R"([1,"crash",null,1])");
  const std::string told = joined.socket->read().payload;
  EXPECT_TRUE(told.starts_with(R"([0,1,"x",{"reason":"crash")")) << told;
  EXPECT_EQ(told.find(kSecret), std::string::npos);
  const Line line = the_line("GL0411");
  EXPECT_NE(line.fields.at("component").find("Fragile"), std::string::npos);
  EXPECT_EQ(line.fields.at("callback"), "event");
  EXPECT_EQ(line.fields.at("event"), "crash");
  EXPECT_EQ(line.fields.at("view"), joined.page.id());
  EXPECT_NE(line.fields.at("what").find(kSecret), std::string::npos);
}

TEST_F(LogTest, AFailedMountIsLoggedOnceWithItsRequest) {
  const ServedPage page = Visitor(app_.port()).page("/fragile?fail=1");
  EXPECT_NE(page.html.find(" 500 "), std::string::npos);
  EXPECT_EQ(page.html.find(kSecret), std::string::npos) << page.html;
  const Line line = the_line("GL0411");
  EXPECT_EQ(line.fields.at("callback"), "mount");
  EXPECT_EQ(line.fields.at("path"), "/fragile");
  EXPECT_EQ(line.fields.at("request").size(), 32u);
  EXPECT_NE(page.html.find("X-Request-ID: " + line.fields.at("request")), std::string::npos) << "the visitor can name it";
}

TEST_F(LogTest, LinesOfTheUserCarryTheCallbackTheyAreWrittenIn) {
  const Tab joined = join("/fragile");
  joined.socket->text(R"([1,"speak",null,1])");
  const Line line = the_line("said by the user");
  EXPECT_EQ(line.fields.at("mood"), "good");
  EXPECT_EQ(line.fields.at("event"), "speak");
  EXPECT_EQ(line.fields.at("view"), joined.page.id());
}

TEST_F(LogTest, WhatMountAndRenderLogNamesTheRequestOnAWorkerToo) {
  for (const char* path : {"/chatty", "/blocking"}) {
    forget();
    const std::string id = Visitor::header_of(Visitor(app_.port()).page(path).html, "X-Request-ID");
    EXPECT_EQ(the_line("mounting").fields["request"], id) << path;
    EXPECT_EQ(the_line("rendering").fields["request"], id) << path;
  }
}

TEST_F(LogTest, WhatIsLoggedAtAJoinNamesTheRequestThatOpenedItsSocket) {
  for (const char* path : {"/chatty", "/blocking"}) {
    // A page that was fetched ahead is mounted afresh, another one only rendered.
    for (const char* ahead : {"Sec-Purpose: prefetch\r\n", ""}) {
      const ServedPage page = Visitor(app_.port()).page(path, ahead);
      forget();
      const Tab joined = join(page);
      const std::string id = Visitor::header_of(joined.socket->handshake, "X-Request-ID");
      EXPECT_EQ(id.size(), 32u);
      EXPECT_EQ(the_line("rendering").fields["request"], id) << path;
      EXPECT_EQ(lines("mounting").size(), *ahead == '\0' ? 0u : 1u);
      for (Line& line : lines("mounting")) EXPECT_EQ(line.fields["request"], id) << path;
    }
  }
}

TEST_F(LogTest, ACallbackOverItsBudgetIsReported) {
  const Tab joined = join("/fragile");
  joined.socket->text(R"([1,"dawdle",null,1])");
  // On a busy machine the page's other callbacks may be over it too.
  const auto is_told = [](const Line& line) { return line.fields.contains("event") && line.fields.at("event") == "dawdle"; };
  EXPECT_TRUE(eventually([&] { return std::ranges::any_of(lines("GL0412"), is_told); }));
}

TEST_F(LogTest, W15_NoWayToFailTellsABrowserAnythingInternal) {
  for (const char* path : {"/fragile?fail=1", "/broken", "/gate/page", "/gate/nowhere"}) {
    const std::string answer = Visitor(app_.port()).get(path);
    EXPECT_NE(answer.find(" 500 "), std::string::npos) << path;
    EXPECT_EQ(answer.find(kSecret), std::string::npos) << path;
    EXPECT_EQ(answer.find("GL0"), std::string::npos) << path;
  }
  const Tab joined = join("/fragile");
  for (const char* event : {R"([1,"nothing",null,1])", R"_([2,"speak(1,2)",null,1])_", R"([3,"crash",null,1])"}) {
    joined.socket->text(event);
    const std::string told = joined.socket->read().payload;
    EXPECT_EQ(told.find(kSecret), std::string::npos) << told;
    EXPECT_EQ(told.find("GL0"), std::string::npos) << told;
    EXPECT_EQ(told.find("Fragile"), std::string::npos) << told;
  }
  const Tab other = join("/fragile");
  other.socket->text("{garbage");
  const std::string told = other.socket->read().payload;
  EXPECT_TRUE(told.starts_with(R"([0,0,"e",{"code":"bad_frame")")) << told;
  EXPECT_EQ(told.find("GL0"), std::string::npos) << told;
}

TEST_F(LogTest, AnErrorPageThatFailsIsLoggedWithItsRequest) {
  App app(Config{.threads = 1, .development = false});
  app.use(request_id()).on_error([](const Request&, int) -> Response { fail(); }).listen("127.0.0.1", 0).start();
  const std::string answer = Visitor(app.port()).page("/nowhere").html;
  EXPECT_NE(answer.find(" 500 "), std::string::npos);
  EXPECT_EQ(answer.find(kSecret), std::string::npos) << answer;
  const Line line = the_line("GL0523");
  EXPECT_EQ(line.fields.at("path"), "/nowhere");
  EXPECT_EQ(line.fields.at("stage"), "error page");
  EXPECT_EQ(line.fields.at("request").size(), 32u);
}

TEST_F(LogTest, APageThatSendsNonsenseDoesNotFillTheDisk) {
  const auto begin = std::chrono::steady_clock::now();
  const Tab joined = join("/fragile");
  for (int i = 1; i <= 500; ++i) {
    joined.socket->text("[" + std::to_string(i) + R"(,"nonsense",null,1])");
    ASSERT_NE(joined.socket->read().payload.find("unknown_event"), std::string::npos);
  }
  // Two of the seconds may have begun before; each may say how many were left out.
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - begin).count() + 2;
  EXPECT_LE(lines("GL0401").size(), static_cast<std::size_t>(seconds) * 11);
}

TEST_F(LogTest, WhoChangesASealedEventIsNamedAndTheTagIsNot) {
  const Tab joined = join("/locked");
  const std::string binding = test::attribute_of(joined.page.html, "lv-click");
  joined.socket->text("[1,\"open(2)" + binding.substr(7) + "\",null,1]");
  EXPECT_NE(joined.socket->read().payload.find("not_rendered"), std::string::npos);
  const Line line = the_line("GL0405");
  EXPECT_EQ(line.level, LogLevel::warning);
  EXPECT_EQ(line.fields.at("reason"), "wrong tag");
  EXPECT_EQ(line.fields.at("peer"), "127.0.0.1");
  EXPECT_EQ(line.fields.at("event"), "open(2)");
  EXPECT_EQ(line.fields.at("view"), joined.page.id());
  for (int i = 2; i < 20; ++i) joined.socket->text("[" + std::to_string(i) + R"(,"open(2)~AAAAAAA",null,1])");
  EXPECT_EQ(the_line("GL0406").fields.at("peer"), "127.0.0.1");
}

TEST_F(LogTest, WhatWasLeftOutIsSaidOfAllPagesAndOfNoLineThatTheLevelHides) {
  const Tab joined = join("/fragile");
  int sent = 0;
  const auto nonsense = [&] {
    joined.socket->text("[" + std::to_string(++sent) + R"(,"nonsense",null,1])");
    joined.socket->read();
  };
  const auto closing = [&] {
    auto found = lines("GL0401");
    std::erase_if(found, [](const Line& line) { return !line.fields.contains("left_out"); });
    return found;
  };
  ASSERT_TRUE(eventually([&] { return nonsense(), !closing().empty(); })) << "in the next second";
  EXPECT_EQ(closing().front().level, LogLevel::warning);
  EXPECT_EQ(closing().front().fields.size(), 1u) << "nothing of the event that came next";

  const std::size_t before = closing().size();
  const auto second = [] { return std::chrono::floor<std::chrono::seconds>(std::chrono::steady_clock::now()); };
  const auto begin = second();
  set_log_level(LogLevel::error);
  EXPECT_TRUE(eventually([&] { return nonsense(), second() > begin; }));
  set_log_level(LogLevel::info);
  nonsense();
  EXPECT_EQ(closing().size(), before);
}

}  // namespace
}  // namespace golive
