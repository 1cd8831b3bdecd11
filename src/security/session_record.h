#pragma once
// What is kept of a session, in a cookie or anywhere else. Threads: a value.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "security/session_id.h"

namespace golive::security {

// Name and JSON text, in the order they were first put.
using SessionValues = std::vector<std::pair<std::string, std::string>>;

struct SessionRecord {
  SessionId id{};
  std::int64_t created = 0;   // seconds since 1970-01-01 UTC
  std::int64_t expires = 0;   // the same; later if it is used
  std::uint64_t version = 0;  // counts changes: of two records of one session the higher one counts
  SessionValues values;

  const std::string* find(std::string_view name) const noexcept;
  // False if it was that already.
  bool set(std::string_view name, std::string json);
  bool erase(std::string_view name);
};

void append_values(std::string& out, const SessionValues& values);
std::optional<SessionValues> read_values(std::string_view bytes);

void append_record(std::string& out, const SessionRecord& record);
std::optional<SessionRecord> read_record(std::string_view bytes);

}  // namespace golive::security
