#include "options.h"

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace load {
namespace {

constexpr char kUsage[] =
    "load MODE [--port 3000] [--pid PID] [--protocol golive|echo] [--path /counter] [--event inc] [--clients 100]\n"
    "          [--idle CLIENTS] [--first CLIENTS] [--rate HZ] [--seconds 3] [--size 24] [--json]\n"
    "MODE  event      every client sends an event, waits for its answer and sends the next, while those of --idle only stay\n"
    "      idle       clients join and do nothing: private memory of the server for each beyond the first\n"
    "      broadcast  POST /bump again and again; every client waits for what it brings\n"
    "      get        GET of the page over kept connections\n"
    "      join       GET of the page, socket, join, leave\n"
    "      rejoin     clients lose their connections, 64 at a time, and come back to their views\n"
    "      paced      each client sends so many events a second, answered or not; what the server sends by itself counts too\n";

[[noreturn]] void refuse(std::string_view what) {
  std::fprintf(stderr, "load: %.*s\n%s", static_cast<int>(what.size()), what.data(), kUsage);
  std::exit(2);
}

void set(Options& options, std::string_view name, const char* value) {
  if (name == "--port") {
    options.port = static_cast<std::uint16_t>(std::atoi(value));
  } else if (name == "--pid") {
    options.pid = std::atoi(value);
  } else if (name == "--protocol") {
    options.protocol = std::string_view(value) == "echo" ? Protocol::echo : Protocol::golive;
  } else if (name == "--path") {
    options.path = value;
  } else if (name == "--event") {
    options.event = value;
  } else if (name == "--clients") {
    options.clients = std::strtoul(value, nullptr, 10);
  } else if (name == "--seconds") {
    options.seconds = std::atof(value);
  } else if (name == "--idle") {
    options.idle = std::strtoul(value, nullptr, 10);
  } else if (name == "--rate") {
    options.rate = std::atof(value);
  } else if (name == "--first") {
    options.first = std::strtoul(value, nullptr, 10);
  } else if (name == "--size") {
    options.size = std::strtoul(value, nullptr, 10);
  } else {
    refuse(std::string(name) + ": no such option");
  }
}

}  // namespace

Options parse_options(int argc, char** argv) {
  Options options;
  if (argc < 2) refuse("which mode?");
  options.mode = argv[1];
  for (int i = 2; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--json") {
      options.json = true;
    } else if (i + 1 < argc) {
      set(options, argv[i], argv[i + 1]);
      i += 1;
    } else {
      refuse(std::string(argv[i]) + ": needs a value");
    }
  }
  if (options.clients == 0) refuse("--clients: at least one");
  return options;
}

}  // namespace load
