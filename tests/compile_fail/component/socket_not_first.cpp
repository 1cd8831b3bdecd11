// expect: on<&C::m>: Socket& is the first parameter of a handler, taken by reference
#include "golive/handler.h"

using namespace golive;

struct Orders {
  void add(int, Socket&) {}
};

auto binding = on<&Orders::add>();
