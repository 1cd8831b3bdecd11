#pragma once
// What one client may ask of the server, in bytes and in time.
#include <chrono>
#include <cstddef>

namespace golive::http {

struct Limits {
  std::size_t head_bytes = 16 * 1024;    // request line and headers together; 414 or 431 beyond
  std::size_t body_bytes = 1024 * 1024;  // 413 beyond
  std::size_t connections = 100'000;     // of all loops together, HTTP only; 503 beyond

  std::chrono::milliseconds head_time{10'000};   // from the first byte of a request (or the accept) to the end of its headers; 408 beyond
  std::chrono::milliseconds body_time{30'000};   // from the end of the headers to the end of the body; 408 beyond
  std::chrono::milliseconds idle_time{60'000};   // between two requests of one connection
  std::chrono::milliseconds write_time{30'000};  // for a response to be taken by the kernel
  std::chrono::milliseconds linger_time{2'000};  // for a client to read the last response before the socket is closed under it
};

}  // namespace golive::http
