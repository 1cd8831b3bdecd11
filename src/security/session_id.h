#pragma once
// Names a session: 128 random bits, made by the server and by nobody else.
#include <array>
#include <cstdint>
#include <cstring>

#include "base/random.h"

namespace golive::security {

using SessionId = std::array<unsigned char, 16>;

inline SessionId new_session_id() {
  SessionId id;
  fill_random(id);
  return id;
}

// Eight of its bytes: enough to tell sessions apart in a table.
inline std::uint64_t short_form(const SessionId& id) noexcept {
  std::uint64_t number;
  std::memcpy(&number, id.data(), sizeof number);
  return number;
}

}  // namespace golive::security
