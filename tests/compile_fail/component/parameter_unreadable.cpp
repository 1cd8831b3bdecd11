// expect: on<&C::m>: a parameter of this handler cannot be read from a browser: use numbers, bool, enums, std::string, optional, vector,
// array, map or default-constructible aggregates of these
#include <mutex>
#include "golive/handler.h"

using namespace golive;

struct Orders {
  void add(std::mutex&&) {}
};

auto binding = on<&Orders::add>();
