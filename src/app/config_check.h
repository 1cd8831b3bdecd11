#pragma once
// Whether an app can run with a Config.
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/config_table.h"

namespace golive {

// A sentence for each value out of its limits, behind what `source_of` says about its key.
void find_config_mistakes(Config& config, const std::function<std::string(std::string_view key)>& source_of,
                          std::vector<std::string>& mistakes);

// Throws Error GL0701 if there are any.
void throw_config_mistakes(const std::vector<std::string>& mistakes);

// At the start of an app: of a Config made in code.
void check_config(const Config& config);

}  // namespace golive
