#pragma once
// What the kernel has counted for another process.
namespace load {

// User and system time so far, in seconds, of all its threads. 0 for pid 0.
double cpu_seconds(int pid);
// Memory that only this process holds and has written, in KiB: what it costs by itself. 0 for pid 0.
double private_dirty_kib(int pid);

}  // namespace load
