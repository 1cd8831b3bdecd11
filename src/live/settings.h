#pragma once
// What live views are told by the app's Config.
#include <chrono>
#include <cstddef>
#include <cstdint>

#include "golive/parking.h"

namespace golive::security {
class Csrf;
}

namespace golive::live {

struct Settings {
  std::uint64_t hash_key = 0;  // of the app: digests of all its loops compare
  std::chrono::nanoseconds token_lifetime{};
  std::chrono::nanoseconds join_within{};
  std::size_t mailbox = 0;
  bool development = false;
  ParkingLimits parking{};
  const security::Csrf* csrf = nullptr;  // for forms in pages; nullptr: their tokens are empty
};

}  // namespace golive::live
