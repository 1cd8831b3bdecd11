#pragma once
// What the rivals are told: [--port 0] [--reply BYTES] [--page BYTES]
#include <cstddef>
#include <cstdint>

namespace rivals {

struct CommandLine {
  std::uint16_t port = 0;    // 0: a free one
  std::size_t reply = 24;    // bytes of the text that answers a WebSocket text
  std::size_t page = 1'500;  // bytes of the answer to a GET, head included
};

// Also lets the process open as many sockets as it may.
CommandLine read_command_line(int argc, char** argv);

// Says it the way bench/server.py waits for.
void say_listening(std::uint16_t port);

}  // namespace rivals
