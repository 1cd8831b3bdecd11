// expect: an argument of this message does not convert to the handler's parameter
#include "golive/detail/handler_task.h"

using namespace golive;

struct Orders {
  void expire(int) {}
};

auto task = detail::bind_message<&Orders::expire>("x");
