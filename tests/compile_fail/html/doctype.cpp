// The layout writes it.
// expect: {"<!DOCTYPE> is written by the layout, not by a template"}, 1, 1>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<!DOCTYPE html><p></p>)");
}
