#pragma once
// Property tests take fresh seeds for about a second. GOLIVE_SEED repeats one run, GOLIVE_SOAK=seconds makes it long.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <random>
#include <string>

namespace golive::model {

// Calls `run` with seed after seed until the time is over or a test fails; only one with GOLIVE_SEED.
inline void for_seeds(const std::function<void(std::uint64_t)>& run) {
  const char* const given = std::getenv("GOLIVE_SEED");
  const char* const soak = std::getenv("GOLIVE_SOAK");
  const auto duration = soak != nullptr ? std::chrono::seconds(std::strtoull(soak, nullptr, 10)) : std::chrono::milliseconds(1000);
  const auto end = std::chrono::steady_clock::now() + duration;
  std::uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device()();
  do {
    SCOPED_TRACE("GOLIVE_SEED=" + std::to_string(seed));
    try {
      run(seed);
    } catch (const std::exception& error) {
      ADD_FAILURE() << error.what();
    }
    ++seed;
  } while (!::testing::Test::HasFailure() && given == nullptr && std::chrono::steady_clock::now() < end);
}

}  // namespace golive::model
