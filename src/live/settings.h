#pragma once
// What live views are told by the app's Config.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/rate_limit.h"
#include "golive/parking.h"
#include "live/guesses.h"
#include "state/key.h"

namespace golive {
class AddressQuota;
}
namespace golive::security {
class Csrf;
}

namespace golive::live {

struct Settings {
  std::uint64_t hash_key = 0;  // of the app: digests of all its loops compare
  std::chrono::nanoseconds token_lifetime{};
  std::chrono::nanoseconds join_within{};
  std::size_t mailbox = 0;
  RateLimit::Terms events{};  // of one view; of one connection twice as many messages of any kind
  bool development = false;
  std::vector<std::string>* thrown = nullptr;   // of a test: gets the texts of exceptions that end views
  std::vector<std::string>* refused = nullptr;  // of a test: gets why events were refused
  ParkingLimits parking{};
  AddressQuota* addresses = nullptr;                                             // of joins; nullptr: not counted
  const security::Csrf* csrf = nullptr;                                          // for forms in pages; nullptr: their tokens are empty
  state::KeyRing event_keys = {state::random_key()};                             // for the tags of sealed events
  std::shared_ptr<AddressGuesses> guesses = std::make_shared<AddressGuesses>();  // of the app: all its loops count together
};

}  // namespace golive::live
