#include "options.h"

#include <golive/error.h>
#include <golive/load_config.h>

#include <CLI/CLI.hpp>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>

Options::Options(int argc, char** argv, const char* description) {
  std::string file;
  std::optional<std::uint16_t> port;
  std::optional<int> threads;
  CLI::App command(description);
  command.add_option("--config", file, "Configuration file, see docs/configuration.md; GOLIVE_* variables come on top of it");
  command.add_option("--port", port, "Port to listen on; 0 picks a free one and prints it [3000]");
  command.add_option("--threads", threads, "Event loops; 0: one per core [0]")->check(CLI::NonNegativeNumber);
  try {
    command.parse(argc, argv);
    config_ = golive::load_config({.file = file});
  } catch (const CLI::ParseError& error) {
    std::exit(command.exit(error));
  } catch (const golive::Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    std::exit(2);
  }
  // The command line is nearest to who starts the program.
  config_.port = port.value_or(config_.port);
  config_.threads = threads.value_or(config_.threads);
}
