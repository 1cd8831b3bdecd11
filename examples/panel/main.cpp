// The panel of a rover whose loop runs a thousand times a second.
#include <golive/golive.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "../options.h"
#include "rover.h"

int main(int argc, char** argv) {
  using namespace golive;
  const Options options(argc, argv, "A live page of a struct, without a template");
  Guarded<examples::Rover> rover(examples::parked_rover());

  std::atomic<bool> running = true;
  std::thread host([&] {
    for (auto next = std::chrono::steady_clock::now(); running; std::this_thread::sleep_until(next += 1ms))
      rover.write([](examples::Rover& now) { examples::drive(now, 0.001); });
  });
  App app(options.config());
  const int status = app.panel("/", rover).run();
  running = false;
  host.join();
  return status;
}
