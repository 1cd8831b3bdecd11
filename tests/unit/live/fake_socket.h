#pragma once
// A Socket for tests that only pass it on: never looked into.
#include <cstddef>

namespace golive {

class Socket;

inline Socket& fake_socket() {
  alignas(std::max_align_t) static std::byte storage[64];
  return reinterpret_cast<Socket&>(storage);
}

}  // namespace golive
