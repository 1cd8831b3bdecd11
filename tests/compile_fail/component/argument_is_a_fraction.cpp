// expect: on<&C::m>(...): a fraction is bound to a whole number: round it first
#include "golive/handler.h"

using namespace golive;

struct Orders {
  void add(int) {}
};

auto binding = on<&Orders::add>(1.5);
