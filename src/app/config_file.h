#pragma once
// The lines of a configuration file, without their meaning. docs/configuration.md has the form in words.
#include <string>
#include <string_view>
#include <vector>

namespace golive {

struct ConfigSetting {
  std::string key;
  std::string value;
  std::string source;  // "golive.conf:12" or "GOLIVE_PORT"
};

// Appends a sentence, source in front, for each mistake.
std::vector<ConfigSetting> read_config_text(std::string_view text, std::string_view name, std::vector<std::string>& mistakes);
std::vector<ConfigSetting> read_config_file(const std::string& path, std::vector<std::string>& mistakes);

}  // namespace golive
