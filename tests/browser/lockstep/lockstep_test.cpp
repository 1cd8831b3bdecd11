// A page in memory beside Chromium: the same random person on the same random pages, compared after each step.
#include <golive/testing.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <optional>
#include <random>

#include "browser/lockstep/person.h"
#include "browser/lockstep/random_page.h"
#include "testing/chromium_page.h"
#include "testing/chromium_process.h"
#include "testing/memory_page.h"
#include "testing/shorten.h"

namespace golive::test {
namespace {

using testing::PageDriver;

struct Recorder {
  Html render() const { return stage().page->render(stage().turn); }
  // Half way between the times when a step of advance() or a debounce may end.
  void connected(Socket& socket) { socket.send_after<&Recorder::tick>(50s); }
  void tick(Socket& socket) {
    ++stage().turn;
    socket.send_after<&Recorder::tick>(80s);
  }
  void handle_event(std::string_view event, const Payload& payload) {
    stage().heard.push_back(std::string(event) + ' ' + std::string(payload.text()));
    ++stage().turn;
  }
};

enum class Way : bool { memory, browser };

// A server and one tab. Only one exists at a time: their clocks differ.
class Tab {
 public:
  explicit Tab(Way way) {
    App app;
    app.live("/page", [] { return Recorder{}; });
    world_ = std::make_shared<testing::World>(std::move(app), testing::ServerOptions{.in_browser = way == Way::browser});
    if (way == Way::browser) driver_ = std::make_shared<testing::ChromiumPage>(world_, testing::PageOptions{});
    else
      driver_ = std::make_shared<testing::MemoryPage>(
          std::make_shared<testing::Visitor>(world_, "127.0.0.1", std::vector<std::pair<std::string, std::string>>{}), "");
  }
  PageDriver& operator*() { return *driver_; }

 private:
  std::shared_ptr<testing::World> world_;
  std::shared_ptr<PageDriver> driver_;
};

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += "  " + line + '\n';
  return text;
}

// Lines of one that the other does not have.
std::string lines_without(const std::string& text, const std::string& other) {
  std::string left;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = text.substr(begin, end - begin);
    if (('\n' + other).find('\n' + line + '\n') == std::string::npos) left += "  " + line + '\n';
    begin = end + 1;
  }
  return left;
}

// What the two see after one step, if that is not the same.
std::string difference(const Seen& browser, const Seen& memory) {
  std::string text;
  if (browser.refused.empty() != memory.refused.empty())
    text += "refused in Chromium: " + browser.refused + "\nrefused in memory: " + memory.refused + '\n';
  if (browser.events != memory.events)
    text += "events in Chromium:\n" + joined(browser.events) + "events in memory:\n" + joined(memory.events);
  if (browser.page != memory.page)
    text +=
        "only in Chromium:\n" + lines_without(browser.page, memory.page) + "only in memory:\n" + lines_without(memory.page, browser.page);
  return text;
}

struct Different {
  std::size_t step = 0;  // 0: before the first
  std::string text;
};

std::optional<Different> compare(const Walk& browser, const Walk& memory) {
  for (std::size_t i = 0; i < std::min(browser.seen.size(), memory.seen.size()); ++i)
    if (std::string text = difference(browser.seen[i], memory.seen[i]); !text.empty()) return Different{i, std::move(text)};
  if (browser.seen.size() == memory.seen.size()) return std::nullopt;
  return Different{std::min(browser.seen.size(), memory.seen.size()), "one of them is left earlier\n"};
}

std::optional<Different> try_both(const std::string& markup, const std::vector<Step>& steps) {
  std::optional<Walk> browser;
  {
    Tab tab(Way::browser);
    browser = repeat(*tab, markup, steps);
  }
  Tab tab(Way::memory);
  return compare(*browser, repeat(*tab, markup, browser->steps));
}

struct Case {
  std::uint64_t seed;
  Walk browser;
  Different different;
};

// Shorter, as long as the two differ.
std::string shortened(Case found) {
  int most = 60;  // tries, of a second each
  std::string markup = found.browser.markup;
  std::vector<Step> steps(
      found.browser.steps.begin(),
      found.browser.steps.begin() + static_cast<std::ptrdiff_t>(std::min(found.different.step, found.browser.steps.size())));
  const auto differ = [&](const std::string& page, const std::vector<Step>& some) {
    if (page.empty() || --most < 0) return false;
    auto different = try_both(page, some);
    if (different) found.different = std::move(*different);
    return different.has_value();
  };
  if (!steps.empty() && differ(markup, steps)) {
    steps = testing::shortened(steps, 20, [&](const std::vector<Step>& some) { return differ(markup, some); });
    for (int number = 1; number < 100; ++number)
      if (std::string less = without_element(markup, std::to_string(number)); differ(less, steps)) markup = std::move(less);
  }
  std::string text = "GOLIVE_SEED=" + std::to_string(found.seed) + '\n' + markup + '\n';
  for (const Step& step : steps) text += "  " + line_of(step) + '\n';
  return text + found.different.text;
}

// Pages of one tab: first all of them in Chromium, then in memory.
std::vector<Case> differences(const std::vector<std::uint64_t>& seeds, std::size_t steps) {
  std::vector<Walk> walks;
  {
    Tab tab(Way::browser);
    for (const std::uint64_t seed : seeds)
      walks.push_back(walk(*tab, random_page(seed, seed % 2 == 0 ? Pages::written : Pages::fixed), seed, steps));
  }
  std::vector<Case> found;
  Tab tab(Way::memory);
  std::size_t done = 0;
  std::size_t events = 0;
  for (std::size_t i = 0; i < seeds.size(); ++i) {
    for (const Seen& seen : walks[i].seen) done += seen.refused.empty(), events += seen.events.size();
    Walk again = repeat(*tab, walks[i].markup, walks[i].steps);
    if (auto different = compare(walks[i], again)) found.push_back({seeds[i], std::move(walks[i]), std::move(*different)});
  }
  std::printf("%zu pages, %zu steps done, %zu events; %zu pages differ\n", seeds.size(), done, events, found.size());
  EXPECT_TRUE(seeds.size() == 1 || events > seeds.size()) << "too little happens to compare";
  return found;
}

std::uint64_t number_of(const char* variable, std::uint64_t otherwise) {
  const char* const given = std::getenv(variable);
  return given == nullptr ? otherwise : std::strtoull(given, nullptr, 10);
}

// The same pages each time; with GOLIVE_SOAK fresh ones for so many seconds; GOLIVE_SEED repeats one.
TEST(Lockstep, APageInMemoryDoesWhatChromiumDoes) {
  if (const std::string why = testing::ChromiumProcess::missing(); !why.empty()) GTEST_SKIP() << why;
  constexpr std::size_t kPages = 36;
  constexpr std::size_t kSteps = 12;
  const bool is_one = std::getenv("GOLIVE_SEED") != nullptr;
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(number_of("GOLIVE_SOAK", 0));
  std::uint64_t next = number_of("GOLIVE_SEED", std::getenv("GOLIVE_SOAK") == nullptr ? 1 : std::random_device()());
  do {
    std::vector<std::uint64_t> seeds(is_one ? 1 : kPages);
    for (std::uint64_t& seed : seeds) seed = next++;
    const std::vector<Case> found = differences(seeds, kSteps);
    for (std::size_t i = 0; i < std::min<std::size_t>(found.size(), number_of("GOLIVE_SHOWN", 1)); ++i)
      ADD_FAILURE() << shortened(found[i]);
  } while (!HasFailure() && !is_one && std::chrono::steady_clock::now() < end);
}

}  // namespace
}  // namespace golive::test
