#pragma once
// The fields of a form as a test names them: submit("form", {{"size", "large"}}).
#include <string_view>

#include "golive/testing/page.h"
#include "testing/dom.h"

namespace golive::testing {

// A control and what change() makes of it.
struct FieldChange {
  Node control;
  std::string_view value;
};

// The control of `form`, wherever it stands on the page, that has the name of `field`. Of radio buttons, or several boxes, of one name: the
// one with its value, to be ticked. Hidden fields and buttons are no person's to fill. Throws Failure if there is none, or more than one.
FieldChange change_of(Node form, const Field& field);

}  // namespace golive::testing
