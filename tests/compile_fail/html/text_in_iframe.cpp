// Nobody sees it.
// expect: {"text in <iframe>: no browser shows it; write <iframe></iframe>"}, 1, 9>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<iframe>x</iframe>)");
}
