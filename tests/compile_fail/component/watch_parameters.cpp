// expect: the handler of a watched Latest<T> is a member function that takes (const T&) or (const T&, Freshness), after an optional Socket&
#include "golive/socket.h"

using namespace golive;

struct Robot {
  void on_speed(double, int) {}
};

void mount(Socket& socket, Latest<double>& speed) { socket.watch<&Robot::on_speed>(speed); }
