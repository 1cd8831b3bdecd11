#include "app/config_check.h"

#include "golive/error.h"

namespace golive {
namespace {

std::string limits_of(const ConfigKey& key, const ConfigField& field) {
  const bool text = std::holds_alternative<std::string*>(field);
  return std::string(text ? "write a text of " : "write one from ") + config_limit_text(field, key.least) + " to " +
         config_limit_text(field, key.most) + (text ? " bytes" : "");
}

}  // namespace

void find_config_mistakes(Config& config, const std::function<std::string(std::string_view key)>& source_of,
                          std::vector<std::string>& mistakes) {
  for (const ConfigKey& key : config_keys()) {
    const ConfigField field = key.field(config);
    const auto number = config_number(field);
    if (!number || (*number >= key.least && *number <= key.most)) continue;
    mistakes.push_back(source_of(key.name)
                           .append("  ")
                           .append(key.name)
                           .append(" = ")
                           .append(config_value_text(field))
                           .append(": out of its limits   ")
                           .append(limits_of(key, field)));
  }
}

void throw_config_mistakes(const std::vector<std::string>& mistakes) {
  if (mistakes.empty()) return;
  std::string list;
  for (const std::string& mistake : mistakes) list.append("\n  ").append(mistake);
  throw Error::of("GL0701", {list});
}

void check_config(const Config& config) {
  std::vector<std::string> mistakes;
  Config copy = config;
  find_config_mistakes(
      copy, [](std::string_view) { return std::string("Config"); }, mistakes);
  throw_config_mistakes(mistakes);
}

}  // namespace golive
