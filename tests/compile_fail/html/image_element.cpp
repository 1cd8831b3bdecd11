// The parser renames it.
// expect: {"<image> becomes <img> in the browser: write <img>, or put it inside <svg>"}, 1, 1>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<image>)");
}
