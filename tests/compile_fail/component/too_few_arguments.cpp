// expect: on<&C::m>(...): too few bound arguments: bind all parameters, or all but the last, which then comes from the event
#include "golive/handler.h"

using namespace golive;

struct Orders {
  void move(int, int, int) {}
};

auto binding = on<&Orders::move>(1);
