// The counter as a program.
#include "counter.h"

#include "../options.h"

int main(int argc, char** argv) {
  using namespace golive;
  const Options options(argc, argv, "A counter that lives in C++");
  return App(options.config()).live<examples::Counter>("/", {.title = "Counter", .css = std::string(examples::kCounterCss)}).run();
}
