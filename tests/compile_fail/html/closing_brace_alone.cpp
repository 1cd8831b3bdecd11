// A brace that closes nothing.
// expect: {"} closes nothing: write }} for a brace"}, 1, 6>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<p>a } b</p>)");
}
