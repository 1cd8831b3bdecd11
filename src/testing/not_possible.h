#pragma once
// A step that a person could not do, such as a click on what is disabled, or a form that the browser keeps because it is not valid: a
// failure for a test that asked for it, and no fault of the page.
#include "golive/testing/failure.h"

namespace golive::testing {

inline constexpr std::string_view kHidden = "the page is hidden, where nobody can do anything with it: show() it first";

class NotPossible : public Failure {
 public:
  using Failure::Failure;
};

}  // namespace golive::testing
