#pragma once
// What browsers do to a MarkedServer, many times over. Each scene is warmed up, so that what is there once is there, and then marked before
// and after.
#include <cstddef>
#include <span>
#include <string_view>

#include "guards/marked_server.h"

namespace guards {

struct Played {
  std::size_t count = 0;  // how often it was done
  Allocated allocated;    // by all of it
};

struct Scene {
  std::string_view name;
  Played (*play)(MarkedServer& server, std::string_view name);
};

std::span<const Scene> scenes();

}  // namespace guards
