// expect: drain() calls its argument with a (const T&)
#include "golive/command.h"

using namespace golive;

void drain(Command<int>& commands) {
  commands.drain([](int&) {});
}
