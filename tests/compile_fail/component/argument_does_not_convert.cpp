// expect: on<&C::m>(...): a bound argument does not convert to its parameter
#include "golive/handler.h"

using namespace golive;

struct Orders {
  void add(int) {}
};

auto binding = on<&Orders::add>("one");
