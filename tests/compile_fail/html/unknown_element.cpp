// A typing mistake in a tag name.
// expect: {"<dvi> is no HTML element; the name of a custom element has a dash"}, 1, 1>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<dvi>x</dvi>)");
}
