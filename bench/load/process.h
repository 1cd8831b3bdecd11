#pragma once
// What the kernel has counted for another process.
namespace load {

// User and system time so far, in seconds, of all its threads. Resolution: 10 ms. 0 for pid 0.
double cpu_seconds(int pid);
// Resident memory in KiB. 0 for pid 0.
double resident_kib(int pid);

}  // namespace load
