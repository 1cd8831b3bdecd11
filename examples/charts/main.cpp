// The charts as a program.
#include "charts.h"

#include "../options.h"

int main(int argc, char** argv) {
  using namespace golive;
  const Options options(argc, argv, "Every chart of the library on one page");
  return App(options.config()).live<examples::Charts>("/", {.title = "Charts", .css = std::string(examples::kChartsCss)}).run();
}
