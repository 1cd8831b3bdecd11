#pragma once
// Waiting for a condition that another process brings about.
#include <chrono>
#include <thread>

namespace connections {

// Whether `condition()` came true within 30 s.
template <class Condition>
bool eventually(Condition condition) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return true;
}

}  // namespace connections
