// expect: on<&C::m>(...): too many bound arguments for this handler
#include "golive/handler.h"

using namespace golive;

struct Orders {
  void save(const Payload&) {}
};

auto binding = on<&Orders::save>(1);
