#pragma once
// What a run does and what it measured.
#include <cstdint>
#include <vector>

#include "options.h"

namespace load {

struct Result {
  const char* unit = "event";  // what is counted
  std::uint64_t count = 0;
  double seconds = 0;
  double cpu_seconds = 0;        // of the server, over the same time
  double bytes_down = 0;         // for each, payload of frames; 0 if not looked at
  double kib_each = 0;           // idle only
  std::uint64_t total = 0;       // of what is counted, from the first one on
  std::vector<float> latencies;  // in microseconds, unordered
};

// Ends the program when the server does not do its part.
Result run_mode(const Options& options);

}  // namespace load
