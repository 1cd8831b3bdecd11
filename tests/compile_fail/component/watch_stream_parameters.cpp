// expect: the handler of a watched Stream<T> is a member function that takes (std::span<const T>) or (std::span<const T>, std::uint64_t missed)
#include "golive/socket.h"

using namespace golive;

struct Tape {
  void on_trade(int) {}
};

void mount(Socket& socket, Stream<int>& trades) { socket.watch<&Tape::on_trade>(trades); }
