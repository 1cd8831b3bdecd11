#include "process.h"

#include <time.h>

#include <fstream>
#include <string>

namespace load {

double cpu_seconds(int pid) {
  // Nanoseconds, where /proc/PID/stat has ticks of 10 ms.
  clockid_t clock = 0;
  timespec time{};
  if (pid == 0 || ::clock_getcpuclockid(pid, &clock) != 0 || ::clock_gettime(clock, &time) != 0) return 0;
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

double private_dirty_kib(int pid) {
  if (pid == 0) return 0;
  std::ifstream file("/proc/" + std::to_string(pid) + "/smaps_rollup");
  for (std::string name; file >> name;) {
    double kib = 0;
    if (name == "Private_Dirty:" && file >> kib) return kib;
  }
  return 0;
}

}  // namespace load
