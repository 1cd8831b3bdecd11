// Nor is a style sheet.
// expect: {"a hole in <style>: write {{ for a brace; what changes belongs into an attribute (style={}, data-...)"}, 1, 20>
#include "golive/html.h"

golive::Html page(int n) {
  return HTML(R"(<style>p {{ width: {n}px }}</style>)", n);
}
