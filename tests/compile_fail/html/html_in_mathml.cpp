// And out of MathML.
// expect: {"<p> in MathML: the browser ends the <math> before it; write it inside <mtext>"}, 1, 7>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<math><p>x</p></math>)");
}
