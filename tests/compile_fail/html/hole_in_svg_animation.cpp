// An animation can write a link.
// expect: {"a hole in to of an SVG animation can write any attribute, also a link: write it without a hole"}, 1, 14>
#include "golive/html.h"

golive::Html page(const char* to) {
  return HTML(R"(<svg><set to={to}></set></svg>)", to);
}
