// rt ends by itself before rp.
// expect: {"<rp> in <rt>, <rp>, <p>, <li>, <dd> or <dt>: the browser ends that one before it; write its end tag first"}, 1, 12>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<ruby><rt>x<rp>y</rp></rt></ruby>)");
}
