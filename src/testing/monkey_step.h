#pragma once
// One step of a random user: what is done, remembered so that it can be done again on another page and written down as a line of a test.
#include <cstdint>
#include <string>

#include "golive/duration.h"
#include "golive/testing/element.h"
#include "testing/page_driver.h"

namespace golive::testing {

struct MonkeyStep {
  enum class Kind : std::uint8_t { person, advance, visit };
  Kind kind = Kind::person;
  Verb verb = Verb::click;
  Locator::Part element = {};
  std::string value = {};  // what is filled in; the key; where to
  Duration time = {};
};

// done; refused: no person could have done it, or the browser has kept a form that is not valid; missing: its element is not there.
enum class StepOutcome : std::uint8_t { done, refused, missing };

// Throws Failure if the page is wrong.
StepOutcome perform(PageDriver& driver, const MonkeyStep& step);

// Before it is performed: calls its element as a test would.
void call_by_name(PageDriver& driver, MonkeyStep& step);

// As C++: page.fill("input[name='title']", "milk");
std::string line_of(const MonkeyStep& step, StepOutcome outcome);

}  // namespace golive::testing
