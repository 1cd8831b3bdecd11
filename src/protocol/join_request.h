#pragma once
// The payload of a join (docs/protocol.md "Up").
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "protocol/message.h"

namespace golive::protocol {

struct JoinRequest {
  std::string token;
  std::string url;                        // path and query of the page
  std::uint64_t seq = 0;                  // newest frame applied; 0: none
  std::uint64_t ack = 0;                  // newest event id answered; 0: none
  std::string_view params_json = "null";  // the user's own connect parameters: an object or null; points into the payload
};

// Reads the payload of a `join` that a codec has already checked. Unknown members are skipped; of a repeated member the last counts.
std::expected<JoinRequest, FrameError> read_join(std::string_view payload);

}  // namespace golive::protocol
