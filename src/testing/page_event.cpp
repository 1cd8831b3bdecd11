#include "testing/page_event.h"

#include <algorithm>

#include "golive/testing/failure.h"
#include "testing/json_equal.h"

namespace golive::testing {
namespace {

std::string listed(const std::vector<PageEvent>& events) {
  if (events.empty()) return "\n  none has come";
  std::string lines = "\n  what has come:";
  for (const PageEvent& event : events) lines += "\n    " + event.name + ' ' + event.payload;
  return lines;
}

}  // namespace

IsExpected named(std::string_view name) {
  return [name](const PageEvent& event) { return event.name == name; };
}

IsExpected named(std::string_view name, std::string_view json) {
  return [name, json](const PageEvent& event) { return event.name == name && is_equal_json(event.payload, json); };
}

void take_expected(std::vector<PageEvent>& events, const IsExpected& is_expected) {
  const auto found = std::ranges::find_if(events, is_expected);
  if (found == events.end()) throw Failure("the view has not pushed it" + listed(events));
  events.erase(found);
}

void expect_none(const std::vector<PageEvent>& events, std::string_view name) {
  if (std::ranges::find(events, name, &PageEvent::name) != events.end()) throw Failure("the view has pushed it" + listed(events));
}

}  // namespace golive::testing
