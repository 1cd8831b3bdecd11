#pragma once
#include <sys/resource.h>

// As many descriptors as the machine lets this process have: each browser of a test is one, and its connection in the server another.
inline void raise_descriptors() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}
