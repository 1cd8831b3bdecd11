// The same where it comes from a hole.
// expect: {"<option> holds only text: the browser drops elements in it; give it a text"}, 1, 17>
#include "golive/html.h"

golive::Html page(golive::Html part) {
  return HTML(R"(<select><option>{part}</option></select>)", part);
}
