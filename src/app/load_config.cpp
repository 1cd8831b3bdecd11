#include "golive/load_config.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "app/config_check.h"
#include "app/config_file.h"
#include "app/config_table.h"
#include "base/nearest_name.h"

namespace golive {
namespace {

constexpr std::string_view kPreset = "preset";
constexpr std::string_view kPresets[] = {"development", "production", "strict"};
constexpr std::string_view kFile = "GOLIVE_CONFIG";

const char* variable(const std::string& name) { return ::getenv(name.c_str()); }

class Loader {
 public:
  explicit Loader(const ConfigSources& sources) : config_(sources.defaults) {}

  Config load(const ConfigSources& sources) {
    const char* const named = sources.environment ? variable(std::string(kFile)) : nullptr;
    const std::string path = !sources.file.empty() ? sources.file : named != nullptr ? named : "";
    if (!path.empty()) settings_ = read_config_file(path, mistakes_);
    if (sources.environment) read_environment();
    // In either place, below everything else that stands there.
    for (const ConfigSetting& setting : settings_) {
      if (setting.key == kPreset) use_preset(setting);
    }
    for (const ConfigSetting& setting : settings_) {
      if (setting.key != kPreset) use(setting);
    }
    find_config_mistakes(
        config_, [this](std::string_view key) { return source_of(key); }, mistakes_);
    throw_config_mistakes(mistakes_);
    return std::move(config_);
  }

 private:
  void read_environment() {
    std::vector<std::string> names{environment_name(kPreset)};
    for (const ConfigKey& key : config_keys()) names.push_back(environment_name(key.name));
    if (const char* const preset = variable(names.front())) settings_.push_back({std::string(kPreset), preset, names.front()});
    for (std::size_t i = 1; i < names.size(); ++i) {
      if (const char* const value = variable(names[i])) settings_.push_back({std::string(config_keys()[i - 1].name), value, names[i]});
    }
    find_slips(names);
  }

  // A variable that is nearly one of ours would change nothing and nobody would know.
  void find_slips(const std::vector<std::string>& names) {
    std::vector<std::string_view> known(names.begin(), names.end());
    known.insert(known.end(), {kFile, "GOLIVE_SEED", "GOLIVE_SOAK"});
    for (char** each = ::environ; *each != nullptr; ++each) {
      const std::string_view entry = *each;
      const std::string_view name = entry.substr(0, entry.find('='));
      if (!name.starts_with("GOLIVE_") || std::ranges::find(known, name) != known.end()) continue;
      std::vector<std::string_view> endings;
      for (const std::string_view each_known : known) endings.push_back(each_known.substr(std::string_view("GOLIVE_").size()));
      const std::string_view meant = nearest_name(name.substr(std::string_view("GOLIVE_").size()), endings);
      if (!meant.empty()) mistakes_.push_back(std::string(name) + "  no such variable   did you mean GOLIVE_" + std::string(meant) + "?");
    }
  }

  void use_preset(const ConfigSetting& setting) {
    const auto found = std::ranges::find(kPresets, setting.value);
    if (found == std::end(kPresets)) return mistake(setting, "not one of the presets   write development, production or strict");
    apply_preset(config_, static_cast<Preset>(found - std::begin(kPresets)));
  }

  void use(const ConfigSetting& setting) {
    const auto keys = config_keys();
    const auto key = std::ranges::find(keys, std::string_view(setting.key), &ConfigKey::name);
    if (key == keys.end()) return unknown(setting);
    if (auto read = parse_config_value(setting.value, key->field(config_)); !read) return mistake(setting, read.error());
    sources_[setting.key] = setting.source;
  }

  void unknown(const ConfigSetting& setting) {
    std::vector<std::string_view> names{kPreset};
    for (const ConfigKey& key : config_keys()) names.push_back(key.name);
    const std::string_view meant = nearest_name(setting.key, names);
    std::string text = setting.source + "  " + setting.key + ": no such key";
    if (std::ranges::count(config_members_of_code(), std::string_view(setting.key)) > 0) text += "   it is set in code only";
    else if (meant.empty()) text += "   docs/configuration.md lists all";
    else text.append("   did you mean '").append(meant).append("'?");
    mistakes_.push_back(std::move(text));
  }

  void mistake(const ConfigSetting& setting, std::string_view what) {
    mistakes_.push_back(setting.source + "  " + setting.key + " = " + setting.value.substr(0, 100) + ": " + std::string(what));
  }

  std::string source_of(std::string_view key) const {
    const auto found = sources_.find(std::string(key));
    return found == sources_.end() ? "Config" : found->second;
  }

  Config config_;
  std::vector<ConfigSetting> settings_;
  std::map<std::string, std::string> sources_;
  std::vector<std::string> mistakes_;
};

}  // namespace

void apply_preset(Config& config, Preset preset) {
  config.development = preset == Preset::development;
  config.log.level = preset == Preset::development ? LogLevel::debug : LogLevel::info;
  if (preset != Preset::strict) return;
  config.connections = 10'000;
  config.connections_per_address = 100;
  config.joins_per_address = 20;
  config.mailbox = 256;
  config.join_within = std::chrono::seconds{5};
  config.token_lifetime = std::chrono::hours{2};
  config.stalled_socket = std::chrono::seconds{15};
  config.http.headers = std::size_t{8} * 1024;
  config.http.header_count = 50;
  config.http.body = std::size_t{256} * 1024;
  config.http.head_time = std::chrono::seconds{5};
  config.http.idle_time = std::chrono::seconds{15};
  config.http.message = std::size_t{64} * 1024;
  config.parking.served_per_address = 16;
  config.parking.served_per_session = 8;
}

Config load_config(const ConfigSources& sources) { return Loader(sources).load(sources); }

}  // namespace golive
