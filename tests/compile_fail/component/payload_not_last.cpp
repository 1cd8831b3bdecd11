// expect: on<&C::m>: const Payload& is the last parameter of a handler
#include "golive/handler.h"

using namespace golive;

struct Orders {
  void save(const Payload&, int) {}
};

auto binding = on<&Orders::save>();
