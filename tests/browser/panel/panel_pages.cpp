// A host that falls silent and goes away when its page says so, for panel.spec.ts.
#include <golive/golive.h>
#include <golive/panel.h>

#include <memory>

#include "../../../examples/options.h"

namespace {

struct Tank {
  double level = 2.5;
  bool open = false;
};

}  // namespace

int main(int argc, char** argv) {
  using namespace golive;
  const Options options(argc, argv, "A host that falls silent");
  auto config = options.config();
  config.threads = 1;  // its buttons work on the host itself
  auto tank = std::make_unique<Latest<Tank>>();
  Command<Change<Tank>> changes(8);
  App app(config);
  app.panel("/", *tank, [&](Panel<Tank>& panel) {
    panel.stale_after(400ms).changes(changes);
    panel.button("Publish", [&] { tank->publish({}); }).button("Leave", [&] { tank.reset(); });
  });
  return app.run();
}
