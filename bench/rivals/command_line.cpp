#include "command_line.h"

#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace rivals {

CommandLine read_command_line(int argc, char** argv) {
  CommandLine line;
  for (int i = 1; i < argc; i += 2) {
    const std::string_view name = argv[i];
    const unsigned long number = i + 1 < argc ? std::strtoul(argv[i + 1], nullptr, 10) : 0;
    if (name == "--port") {
      line.port = static_cast<std::uint16_t>(number);
    } else if (name == "--reply") {
      line.reply = number;
    } else if (name == "--page") {
      line.page = number;
    } else {
      std::fprintf(stderr, "usage: %s [--port 0] [--reply BYTES] [--page BYTES]\n", argv[0]);
      std::exit(2);
    }
  }
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  return line;
}

void say_listening(std::uint16_t port) {
  std::printf("listening on 127.0.0.1:%d\n", port);
  std::fflush(stdout);
}

}  // namespace rivals
