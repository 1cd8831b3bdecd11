// expect: on<&C::m>: what this handler returns cannot be sent to the page: return void or numbers, bool, enums, text, optional, vector,
// array, map or aggregates of these
#include <mutex>
#include "golive/handler.h"

using namespace golive;

struct Orders {
  std::mutex* add() { return nullptr; }
};

auto binding = on<&Orders::add>();
