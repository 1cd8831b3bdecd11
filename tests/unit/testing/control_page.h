#pragma once
// A page, what its controls hold, and its elements by id.
#include <string_view>

#include "testing/control_state.h"
#include "testing/parse.h"

namespace golive::test {

struct ControlPage {
  explicit ControlPage(std::string_view markup) : page(testing::parse_fragment(markup)), state(page.root()) {}
  testing::Node operator[](std::string_view id) const { return testing::element_by_id(page.root(), id); }

  testing::Document page;
  testing::ControlState state;
};

}  // namespace golive::test
