// The panel of a rover whose loop runs a thousand times a second and is not disturbed: it publishes, and drains what pages ask for.
#include <golive/golive.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "../options.h"
#include "rover.h"

namespace {

using namespace golive;
using examples::Rover;

Outcome change(Rover& rover, const Change<Rover>& asked) {
  if (!rover.motors && asked.path() == "mode") return refuse("the motors are off");
  return asked.apply(rover);
}

void drive(std::atomic<bool>& running, Latest<Rover>& published, Command<Change<Rover>>& changes) {
  Rover rover;
  for (auto next = std::chrono::steady_clock::now(); running; std::this_thread::sleep_until(next += 1ms)) {
    changes.drain([&](const Change<Rover>& asked) { return change(rover, asked); });
    examples::drive(rover, 0.001);
    published.publish(rover);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const Options options(argc, argv, "A live page of a struct, without a template");
  Latest<Rover> rover;
  Command<Change<Rover>> changes(64);
  std::atomic<bool> running = true;
  std::thread host([&] { drive(running, rover, changes); });

  App app(options.config());
  app.panel("/", rover, [&](Panel<Rover>& panel) {
    panel.title("Rover 7").stale_after(1s).changes(changes);
    panel.button("Stop", [](Rover& now) { now.target = 0; });
    panel.button("Reset odometer", [](Rover& now) { now.odometer = 0; }, {.confirm = "Set the odometer to zero?"});
  });
  const int status = app.run();
  running = false;
  host.join();
  return status;
}
