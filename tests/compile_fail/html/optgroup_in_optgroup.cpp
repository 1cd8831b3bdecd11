// An optgroup closes an optgroup.
// expect: {"<optgroup> in <optgroup>: the browser drops or moves it; take it out"}, 1, 19>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<select><optgroup><optgroup></optgroup></optgroup></select>)");
}
