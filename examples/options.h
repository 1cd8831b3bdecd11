#pragma once
// The command line every example understands: --port N, --threads N, --help. Exits where there is nothing to run.
#include <golive/app.h>

#include <cstdint>

class Options {
 public:
  Options(int argc, char** argv, const char* description);

  std::uint16_t port() const { return port_; }
  golive::Config config() const { return config_; }

 private:
  std::uint16_t port_ = 3000;
  golive::Config config_;
};
