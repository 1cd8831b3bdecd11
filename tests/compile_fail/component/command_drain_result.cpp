// expect: what drain() calls returns void (the command is done) or an Outcome: {} (done) or refuse("reason")
#include "golive/command.h"

using namespace golive;

void drain(Command<int>& commands) {
  commands.drain([](int command) { return command > 0; });
}
