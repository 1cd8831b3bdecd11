// expect: on<&C::m>(...): too many bound arguments for this handler
#include "golive/handler.h"

using namespace golive;

struct Orders {
  void add(int) {}
};

auto binding = on<&Orders::add>(1, 2);
