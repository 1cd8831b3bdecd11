#pragma once
// What a run of the load client is told on its command line.
#include <cstddef>
#include <cstdint>
#include <string>

namespace load {

enum class Protocol { golive, echo };

struct Options {
  std::string mode;  // event, idle, broadcast, get, join, rejoin, paced
  Protocol protocol = Protocol::golive;
  std::uint16_t port = 3000;
  int pid = 0;  // of the server; 0: its CPU time and memory are not told
  std::string path = "/counter";
  std::string event = "inc";
  std::size_t clients = 100;
  std::size_t idle = 0;   // event only: so many more clients join and do nothing
  double rate = 1;        // paced only: events a second of each client
  std::size_t first = 0;  // idle only: memory is compared with that of so many clients; 0: a tenth
  std::size_t size = 24;  // bytes of an event, echo only
  double seconds = 3;
  bool json = false;
};

// Ends the program with a message when the command line makes no sense.
Options parse_options(int argc, char** argv);

}  // namespace load
