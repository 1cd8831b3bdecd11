// expect: the handler of a command's outcome is a member function that takes (const Outcome&), after an optional Socket&
#include "golive/socket.h"

using namespace golive;

struct Robot {
  void on_outcome(int) {}
};

Outcome send(Socket& socket, Command<int>& commands) { return socket.send<&Robot::on_outcome>(commands, 1); }
