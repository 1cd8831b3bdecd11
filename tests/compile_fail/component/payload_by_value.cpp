// expect: on<&C::m>: take the payload as const Payload&
#include "golive/handler.h"

using namespace golive;

struct Orders {
  void save(Payload) {}
};

auto binding = on<&Orders::save>();
