// What `make demo` serves: the counter.
#include "../counter/counter.h"
#include "../options.h"

int main(int argc, char** argv) {
  using namespace golive;
  const Options options(argc, argv, "The demo of GoliveKit for C++");
  return App(options.config())
      .live<examples::Counter>("/", {.title = "GoliveKit for C++", .css = std::string(examples::kCounterCss)})
      .run();
}
