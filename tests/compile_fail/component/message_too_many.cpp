// expect: too many arguments for this handler: give one for each parameter after Socket&
#include "golive/detail/handler_task.h"

using namespace golive;

struct Orders {
  void tick() {}
};

auto task = detail::bind_message<&Orders::tick>(1);
