// An option holds text.
// expect: {"<b> in <option>, which holds only text: the browser drops or moves it; take it out"}, 1, 17>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<select><option><b>x</b></option></select>)");
}
