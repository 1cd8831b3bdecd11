#pragma once
// What is tried on a server, each from beginning to end. They throw mix::WrongAnswer when the server is at fault, and print what they
// measured.
#include <cstdint>
#include <string>

namespace connections {

struct Options {
  std::size_t drops = 8'000;    // connections opened and dropped, of which
  std::size_t warm_up = 3'000;  // the first are not judged
  std::size_t views = 1'600;    // held at once
  int hold = 3;                 // seconds
  int ping_ms = 500;            // of silence, then the server asks a page that is held whether it is there
  std::string program;
};

// Connections end in every way there is; then the server has the heap it had after the first of them.
void drop_connections(const Options& options);
// Views at which nothing happens stay, each on the socket it has, and leave nothing.
void hold_views(const Options& options);
// Peers that begin something big and never end it cost what the limits say, while they are there.
void send_halves(const Options& options);
// A server without descriptors lets new connections wait, says so in one line, serves those it has and goes on by itself.
void run_out_of_descriptors(const Options& options);

}  // namespace connections
