// expect: on<&C::m>: operators cannot be handlers
#include "golive/handler.h"

using namespace golive;

struct Orders {
  void operator()() {}
};

auto binding = on<&Orders::operator()>();
