#include "testing/monkey_step.h"

#include <string_view>
#include <vector>

#include "testing/cpp_literal.h"
#include "testing/element_path.h"
#include "testing/locate.h"
#include "testing/not_possible.h"

namespace golive::testing {
namespace {

std::string_view name_of(Verb verb) {
  switch (verb) {
    case Verb::click:
      return "click";
    case Verb::fill:
      return "fill";
    case Verb::input:
      return "input";
    case Verb::change:
      return "change";
    case Verb::submit:
      return "submit";
    case Verb::key:
      return "key";
    case Verb::focus:
      return "focus";
    case Verb::blur:
      return "blur";
  }
  return "";
}

bool has_value(Verb verb) { return verb == Verb::fill || verb == Verb::input || verb == Verb::change || verb == Verb::key; }

std::string call_of(const MonkeyStep& step) {
  switch (step.kind) {
    case MonkeyStep::Kind::advance:
      return "page.advance(" + std::to_string(step.time.count() / 1'000'000) + "ms)";
    case MonkeyStep::Kind::visit:
      return "page.visit(" + cpp_literal(step.value) + ')';
    case MonkeyStep::Kind::person:
      break;
  }
  const std::string value = has_value(step.verb) ? ", " + cpp_literal(step.value) : std::string();
  const std::string verb(name_of(step.verb));
  if (step.element.text.empty()) return "page." + verb + '(' + cpp_literal(step.element.selector) + value + ')';
  const std::string element = cpp_literal(step.element.selector) + ", " + cpp_literal(step.element.text);
  if (step.verb == Verb::click) return "page.click(" + element + ')';
  return "page.element(" + element + ")." + verb + '(' + (value.empty() ? "" : cpp_literal(step.value)) + ')';
}

}  // namespace

StepOutcome perform(PageDriver& driver, const MonkeyStep& step) {
  if (step.kind == MonkeyStep::Kind::visit) return driver.load(step.value), StepOutcome::done;
  if (step.kind == MonkeyStep::Kind::advance) return driver.advance(step.time), StepOutcome::done;
  const std::vector<Node> found = find_all(driver.look().document, {.parts = {step.element}});
  if (found.size() != 1) return StepOutcome::missing;
  try {
    driver.perform(step.verb, found.front(), step.value);
  } catch (const NotPossible&) {
    return StepOutcome::refused;
  }
  return StepOutcome::done;
}

void call_by_name(PageDriver& driver, MonkeyStep& step) {
  if (step.kind != MonkeyStep::Kind::person) return;
  const Look look = driver.look();
  const std::vector<Node> found = find_all(look.document, {.parts = {step.element}});
  if (found.size() == 1) step.element = call_of(look.document, found.front());
}

std::string line_of(const MonkeyStep& step, StepOutcome outcome) {
  if (outcome == StepOutcome::refused) return "EXPECT_THROW(" + call_of(step) + ", golive::testing::Failure);  // as a browser refuses it";
  return call_of(step) + ';';
}

}  // namespace golive::testing
