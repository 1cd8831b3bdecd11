#include "options.h"

#include <CLI/CLI.hpp>

Options::Options(int argc, char** argv, const char* description) {
  CLI::App command(description);
  command.add_option("--port", port_, "Port to listen on; 0 picks a free one and prints it")->capture_default_str();
  command.add_option("--threads", config_.threads, "Event loops; 0: one per core")->capture_default_str()->check(CLI::NonNegativeNumber);
  try {
    command.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::exit(command.exit(error));
  }
}
