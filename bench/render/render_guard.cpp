// Renders the three-hole template as often as its argument says. guard.sh counts the instructions of two runs and takes the difference.
#include <cstdlib>

#include "golive/html.h"
#include "render/three_holes.h"

int main(int, char** arguments) {
  const golive::bench::Row row;
  const golive::detail::Instance* last = nullptr;
  for (long left = std::atol(arguments[1]); left > 0; --left) {
    const golive::RenderScope scope;
    last = &golive::detail::root_instance(golive::bench::three_holes(row));
  }
  return last == nullptr ? 1 : 0;
}
