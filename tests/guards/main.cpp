// guard_scenes SCENE...: plays these scenes (scenes.cpp) and prints of each `SCENE TIMES ALLOCATIONS BYTES`. The order is that of the
// table.
#include <algorithm>
#include <iostream>
#include <string_view>

#include "connections/descriptors.h"
#include "guards/scenes.h"

int main(int argc, char** argv) {
  const std::span<char*> wanted(argv + 1, argv + argc);
  raise_descriptors();
  try {
    guards::MarkedServer server;
    for (const guards::Scene& scene : guards::scenes()) {
      if (std::ranges::find(wanted, scene.name) == wanted.end()) continue;
      const guards::Played played = scene.play(server, scene.name);
      std::cout << scene.name << ' ' << played.count << ' ' << played.allocated.calls << ' ' << played.allocated.bytes << std::endl;
    }
  } catch (const std::exception& error) {
    std::cerr << "guard_scenes: " << error.what() << '\n';
    return 1;
  }
}
