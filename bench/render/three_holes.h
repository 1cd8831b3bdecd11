#pragma once
// The template of the budget "render() of a three-hole template": a text, a number and an attribute.
#include <string>

#include "golive/html.h"

namespace golive::bench {

struct Row {
  int id = 4711;
  std::string name = "Coupling, 40 mm";
  bool busy = true;
};

inline Html three_holes(const Row& row) {
  return HTML(R"(<p class="row" title={row.name}>Order {row.id} is <b>{row.busy}</b></p>)", row.name, row.id, row.busy);
}

}  // namespace golive::bench
