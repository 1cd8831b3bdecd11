#pragma once
// A Config from code, a file and the environment.
//
//     int main() {
//       golive::Config config = golive::load_config({.defaults = {.mailbox = 256}, .file = "/etc/my_program.conf"});
//       return golive::App(config).live<Counter>("/").run();
//     }
//
// The later wins: defaults in code, then a preset, the file, the environment. Environment variables are called as the members are:
// Config::http.body is GOLIVE_HTTP_BODY. The form of the file and every key: docs/configuration.md.
//
// Errors: Error GL0701 that names every mistake of all sources at once, each with its source: "golive.conf:12", "GOLIVE_PORT". Nothing is
// rounded or cut to fit. Threads: reads the environment, so not while another thread changes that.
#include <cstdint>
#include <string>

#include "golive/config.h"
#include "golive/detail/api.h"

namespace golive {

// Values that go together. development: errors are shown in the browser, everything is checked, the log says more. production: neither.
// strict: production, and limits for a server that strangers can reach and that serves small pages to people.
enum class Preset : std::uint8_t { development, production, strict };

GOLIVE_API void apply_preset(Config& config, Preset preset);

struct ConfigSources {
  Config defaults = {};
  // Empty: the file named by GOLIVE_CONFIG, if it is set. A file that is named must be there.
  std::string file = {};
  bool environment = true;
};

GOLIVE_API Config load_config(const ConfigSources& sources = {});

}  // namespace golive
