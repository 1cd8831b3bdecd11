// expect: a handler's name has letters, digits and _ - . : only, and begins with a letter or _
#include "golive/handler.h"

using namespace golive;

struct Orders {
  void add(int) {}
};

auto binding = on<&Orders::add>(1).as<"add one">();
