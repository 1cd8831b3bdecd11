#pragma once
// What the process has on its heap, to the byte: malloc and its kin are replaced for the whole program, OpenSSL, zlib and the C library
// included, and count what was asked for. The sizes malloc rounds to would not do: a block may get a few bytes more than the same block
// got before. Threads: any.
#include <cstddef>

namespace connections {

struct Heap {
  std::size_t bytes = 0;
  std::size_t blocks = 0;
};
Heap heap() noexcept;

// Of this the calling thread's part. A block that another thread frees is taken from that thread's bytes.
struct ThreadHeap {
  std::size_t allocations = 0;  // so far
  std::ptrdiff_t bytes = 0;
};
ThreadHeap thread_heap() noexcept;

}  // namespace connections
