#include "golive/testing/monkey.h"

#include <algorithm>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "golive/detail/test_log.h"
#include "golive/testing/failure.h"
#include "testing/choice.h"
#include "testing/monkey_check.h"
#include "testing/monkey_moves.h"
#include "testing/monkey_step.h"
#include "testing/page_driver.h"
#include "testing/shorten.h"
#include "testing/step.h"

namespace golive::testing {

struct MonkeyAccess {
  static PageDriver& driver_of(Page& page) { return *page.driver_; }
};

namespace {

struct Done {
  MonkeyStep step;
  StepOutcome outcome = StepOutcome::done;
};

// What ended it, if something did.
struct Run {
  std::vector<Done> steps;
  std::optional<std::string> wrong;
  bool is_confirmed = false;  // by the same steps on another page
};

// Whatever is thrown is what the page has done wrong: a page that throws anything else than a Failure is none that may be gone on with.
template <class Work>
std::optional<std::string> wrong_in(Work&& work) {
  try {
    work();
  } catch (const std::exception& error) {
    return error.what();
  }
  return std::nullopt;
}

// What is remembered for expectations of a test is not asked for here, and would grow.
void forget_news(PageDriver& driver) {
  driver.events.clear();
  driver.redirects.clear();
}

Run run(PageDriver& driver, std::uint64_t seed, const MonkeyOptions& options) {
  Choice choice(seed);
  Run run;
  const std::string start = driver.url();
  for (int i = 0; i < options.steps && !run.wrong; ++i) {
    run.wrong = wrong_in([&] {
      const MonkeyStep step = next_step(choice, driver, start);
      run.steps.push_back({.step = step});
      run.steps.back().outcome = perform(driver, step);
      check_as_monkey(driver, options.most_bytes);
      forget_news(driver);
    });
  }
  return run;
}

// The same steps on another page, without those that cannot be done there.
Run replayed(PageDriver& driver, const std::vector<Done>& steps, const MonkeyOptions& options) {
  Run run;
  for (const Done& each : steps) {
    run.wrong = wrong_in([&] {
      run.steps.push_back({.step = each.step, .outcome = StepOutcome::done});
      const StepOutcome outcome = perform(driver, each.step);
      run.steps.back().outcome = outcome;
      if (outcome == StepOutcome::missing) run.steps.pop_back();
      check_as_monkey(driver, options.most_bytes);
      forget_news(driver);
    });
    if (run.wrong) break;
  }
  return run;
}

// Failures that have a beginning in common are taken for the same: numbers differ, and excerpts.
std::string_view kind_of(std::string_view wrong) {
  constexpr std::size_t kMost = 40;
  return wrong.substr(0, std::min({kMost, wrong.find_first_of("\n0123456789"), wrong.size()}));
}

Run shortest(const std::function<Page()>& open, Run failed, const MonkeyOptions& options) {
  std::optional<Run> best;
  const auto fails = [&](const std::vector<Done>& steps) {
    Page page = open();
    Run again = replayed(MonkeyAccess::driver_of(page), steps, options);
    if (!again.wrong || kind_of(*again.wrong) != kind_of(*failed.wrong)) return false;
    best = std::move(again);
    return true;
  };
  if (!fails(failed.steps)) return failed;  // it depends on more than its steps
  shortened(best->steps, options.most_replays, fails);
  best->is_confirmed = true;
  return std::move(*best);
}

// The same steps once more, to see what the elements are called. Steps that go another way this time keep their paths.
void call_by_name(const std::function<Page()>& open, std::vector<Done>& steps) {
  wrong_in([&] {
    Page page = open();
    PageDriver& driver = MonkeyAccess::driver_of(page);
    for (Done& each : steps) {
      call_by_name(driver, each.step);
      perform(driver, each.step);
      forget_news(driver);
    }
  });
}

std::string listed(const std::vector<Done>& steps, std::size_t most) {
  const std::size_t first = steps.size() > most ? steps.size() - most : 0;
  std::string lines;
  for (std::size_t i = first; i < steps.size(); ++i) lines += "\n    " + line_of(steps[i].step, steps[i].outcome);
  return lines;
}

std::string indented(std::string text) {
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1)) text.insert(at + 1, "  ");
  return text;
}

[[noreturn]] void fail(std::uint64_t seed, std::size_t step, const Run& run, std::string_view which, std::size_t shown, const Place& at) {
  throw Failure("monkey with seed " + std::to_string(seed) + ", step " + std::to_string(step) + ": " + indented(*run.wrong) + "\n  " +
                std::string(which) + ':' + listed(run.steps, shown) + "\n  at " + spelled(at));
}

}  // namespace

void monkey(Page& page, std::uint64_t seed, const MonkeyOptions& options, const Place& at) {
  const Run done = run(MonkeyAccess::driver_of(page), seed, options);
  if (done.wrong) fail(seed, done.steps.size(), done, "the last steps", options.shown, at);
}

void monkey(Page& page, std::uint64_t seed, int steps, const Place& at) { monkey(page, seed, MonkeyOptions{.steps = steps}, at); }

void monkey(const std::function<Page()>& open, std::uint64_t seed, const MonkeyOptions& options, const Place& at) {
  Run done;
  {
    Page page = open();
    done = run(MonkeyAccess::driver_of(page), seed, options);
  }
  if (!done.wrong) return;
  const std::size_t step = done.steps.size();
  // The log has what failed already: from here on it would say so again with each try.
  const detail::TestSilence silence;
  Run shorter = shortest(open, std::move(done), options);
  if (shorter.is_confirmed) call_by_name(open, shorter.steps);
  const bool is_whole = shorter.is_confirmed && shorter.steps.size() <= options.shown;
  fail(seed, step, shorter, is_whole ? "these steps are enough" : "the last steps", options.shown, at);
}

void monkey(const std::function<Page()>& open, std::uint64_t seed, int steps, const Place& at) {
  monkey(open, seed, MonkeyOptions{.steps = steps}, at);
}

}  // namespace golive::testing
