#pragma once
// Every key of the configuration: one line each in config_table.cpp, from which file and environment are read, values are checked and
// docs/configuration.md is tested.
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "app/config_text.h"
#include "golive/config.h"

namespace golive {

struct ConfigKey {
  std::string_view name;  // as in a file: "http.body", which is Config::http.body
  ConfigField (*field)(Config& config);
  // Both included; of a duration in nanoseconds, of a text its length.
  std::int64_t least = 0;
  std::int64_t most = 0;
  std::string_view text;  // what it is, for docs/configuration.md
};

// In the order of the members.
std::span<const ConfigKey> config_keys() noexcept;

// Members that no text can give: "session.store".
std::span<const std::string_view> config_members_of_code() noexcept;

// "GOLIVE_HTTP_BODY" of "http.body".
std::string environment_name(std::string_view key);

}  // namespace golive
