// expect: on<&C::m>: m must be a non-static member function (of an overloaded one say which: on<static_cast<void (C::*)(int)>(&C::m)>)
#include "golive/handler.h"

using namespace golive;

struct Orders {
  static void add(int) {}
};

auto binding = on<&Orders::add>(1);
