#pragma once
// An event for the page (Socket::push_event), and how tests expect it.
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace golive::testing {

struct PageEvent {
  std::string name;
  std::string payload;  // JSON
};

// Which event a test expects.
using IsExpected = std::function<bool(const PageEvent&)>;
IsExpected named(std::string_view name);
IsExpected named(std::string_view name, std::string_view json);

// Takes the first one that is expected out. Throws Failure if there is none.
void take_expected(std::vector<PageEvent>& events, const IsExpected& is_expected);
// Throws Failure if one of this name is there.
void expect_none(const std::vector<PageEvent>& events, std::string_view name);

}  // namespace golive::testing
