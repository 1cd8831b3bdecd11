// Pages on which faults that frameworks of this kind have shipped would show.
#include "../../../examples/options.h"
#include "desk.h"
#include "order.h"
#include "wall.h"

int main(int argc, char** argv) {
  using namespace golive::known_faults;
  const Options options(argc, argv, "Pages on which known faults would show");
  Board board;
  return golive::App(options.config()).live<Desk>("/").live<Order>("/order").live("/wall", [&board] { return Wall{board}; }).run();
}
