#pragma once
// The one secret all others come from.
//
//   RootSecret secret = RootSecret::of({"new ...", "old ..."});        // Config::secret, or GOLIVE_SECRET
//   RootSecret secret = RootSecret::kept_in(state_directory("shop"));  // made once, then read
//   KeyRing tokens = secret.keys("join token");
//
// Threads: made at the start, then read from any.
#include <expected>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "state/key.h"

namespace golive::state {

class RootSecret {
 public:
  // From configuration, newest first. Throws Error GL0603 for one of fewer than kShortest characters, and for an empty list.
  static RootSecret of(std::span<const std::string> secrets);
  static constexpr std::size_t kShortest = 32;

  // From `directory`/secret, which is made if it is not there, with a random secret and for the owner's eyes only. Of several processes
  // that do so at once one wins and all read its secret. The error says what stands in the way: no such directory can be had, or the file
  // is not one of ours.
  static std::expected<RootSecret, std::string> kept_in(const std::filesystem::path& directory);

  // One that ends with the process.
  static RootSecret random();

  // Keys for one purpose, one of each secret, newest first.
  KeyRing keys(std::string_view purpose) const;
  // A number of the newest secret, for what needs to be the same after a restart and is no key.
  std::uint64_t number(std::string_view purpose) const;

 private:
  explicit RootSecret(std::vector<std::string> secrets) : secrets_(std::move(secrets)) {}

  std::vector<std::string> secrets_;
};

// Where a program keeps what must survive a restart: $STATE_DIRECTORY (systemd), else golive/`program` in $XDG_STATE_HOME or
// ~/.local/state. Each program has its own, since the secret is its identity: one that shared it would take the other's sessions. Empty if
// none of these is set.
std::optional<std::filesystem::path> state_directory(std::string_view program);
// Makes it for its owner alone, if it is not there.
std::error_code make_directory(const std::filesystem::path& directory);
// The name of the running executable.
std::string program_name();

}  // namespace golive::state
