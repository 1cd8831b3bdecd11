// expect: on<&C::m>: a handler cannot take a pointer: its arguments come from a browser; take an id, or text as std::string
#include "golive/handler.h"

using namespace golive;

struct Orders {
  void add(const char*) {}
};

auto binding = on<&Orders::add>("x");
