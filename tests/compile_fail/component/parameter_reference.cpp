// expect: on<&C::m>: a handler takes its arguments by value or by const reference
#include "golive/handler.h"

using namespace golive;

struct Orders {
  void add(int&) {}
};

auto binding = on<&Orders::add>();
