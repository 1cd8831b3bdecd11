#pragma once
// The command line every example understands: --config FILE, --port N, --threads N, --help. Exits where there is nothing to run, with 2 and
// a list of what is wrong for a configuration that cannot be used.
#include <golive/app.h>

class Options {
 public:
  Options(int argc, char** argv, const char* description);

  golive::Config config() const { return config_; }

 private:
  golive::Config config_;
};
