#pragma once
// Ids of sessions that were ended before their time, until that time: their cookies are still well sealed, and must not come back.
//
// Kept in memory and, if there is a file, appended to it, so that a restart forgets none: 24 bytes each. Written by the system's buffers
// without waiting for the disk: they survive kill -9, not the loss of power. Threads: any.
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <unordered_map>

#include "security/session_id.h"

namespace golive::security {

class Revocations {
 public:
  Revocations() = default;
  // Reads the file, drops from it what is over at `now`, and appends to it from then on. False if it cannot be had.
  bool keep_in(const std::filesystem::path& file, std::int64_t now);

  // `until`: when the last cookie of this id ends by itself.
  void add(const SessionId& id, std::int64_t until, std::int64_t now);
  bool has(const SessionId& id) const;
  std::size_t size() const;

 private:
  void forget_past(std::int64_t now);
  bool append(std::uint64_t id, std::int64_t until) const;

  mutable std::mutex mutex_;
  std::unordered_map<std::uint64_t, std::int64_t> until_;  // by the id's short form
  std::size_t forget_at_ = 1024;                           // entries
  std::filesystem::path file_;
};

}  // namespace golive::security
