// An event that the server would not take is not sent, and the step tells.
#include "browser/both_ways/both_ways.h"

#include <vector>

namespace golive::testing {
namespace {

struct Scales {
  std::size_t weight = 0;
  std::string wrapped;

  void weigh(const Payload& load) { weight = load.get<std::string>("text").value_or("").size(); }
  void put(const std::string& text) { weight = text.size(); }
  void wrap(const std::string& text) { wrapped = text + text; }
  Html render() const {
    return HTML(R"(<button id="heavy" lv-click={heavy} lv-value-text={text} lv-disable-with="...">heavy</button>
<button id="light" lv-click={light} lv-value-text="1">light</button>
<i lv-click={put}></i><b lv-click={wrap}></b><output>{weight}</output><p>{wrapped}</p>)",
                arg("heavy", on<&Scales::weigh>()), arg("text", std::string(std::size_t{1} << 20, 'x')), arg("light", on<&Scales::weigh>()),
                arg("put", on<&Scales::put>()), arg("wrap", on<&Scales::wrap>()), weight, wrapped);
  }
};

using Limits = BothWays;
GOLIVE_BOTH_WAYS(Limits);

TEST_P(Limits, AnEventThatIsTooBigIsNotSent) {
  Page page = open<Scales>();
  const std::string failure = failure_of([&] { page.click("#heavy"); });
  EXPECT_NE(failure.find("click(\"#heavy\"): 'weigh' was not sent: 1048595 bytes, more than 1048576\n"), std::string::npos)
      << failure.substr(0, 200);
  EXPECT_EQ(page.attr("#heavy", "class"), "lv-error");
  EXPECT_EQ(page.text("#heavy"), "heavy");
  page.click("#light");
  EXPECT_EQ(page.text("output"), "1");
}

TEST_P(Limits, TheBiggestThatGoesIsTaken) {
  constexpr std::size_t kMost = (std::size_t{1} << 20) - 64 - std::string_view(R"("put","")").size();
  Page page = open<Scales>();
  page.push_event("put", std::string(kMost, 'x'));
  EXPECT_EQ(page.text("output"), std::to_string(kMost));
  EXPECT_NE(failure_of([&] { page.push_event("put", std::string(kMost + 1, 'x')); }).find("'put' was not sent: 1048513 bytes, more than"),
            std::string::npos);
}

TEST_P(Limits, AnAnswerMayBeLonger) {
  Page page = open<Scales>();
  page.push_event("wrap", std::string(1'000'000, 'x'));
  EXPECT_EQ(page.text("p").size(), 2'000'000u);
}

TEST_P(Limits, ManyValuesAndDeepOnesAreNotSent) {
  Page page = open<Scales>();
  EXPECT_NE(failure_of([&] { page.push_event("put", std::vector<int>(10'000)); }).find("'put' was not sent: more than 10000 values"),
            std::string::npos);
  EXPECT_NE(failure_of([&] { page.push_event("put", std::vector<int>(9'963)); }).find("the server refused it"), std::string::npos);
}

}  // namespace
}  // namespace golive::testing
