#pragma once
// application/x-www-form-urlencoded (URL standard, section 5.1): '+' is a space, a '%' without two digits stands for itself; bytes that are
// not UTF-8 become U+FFFD.
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace golive::live {

std::string decode_component(std::string_view text);

// Calls use(name, value) for each pair, decoded, until it answers false.
template <class Use>
void each_pair(std::string_view text, Use&& use) {
  while (!text.empty()) {
    const std::string_view pair = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(pair.size() + 1, text.size()));
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const std::string_view value = pair.substr(std::min(equals + 1, pair.size()));
    if (!use(decode_component(pair.substr(0, equals)), decode_component(value))) return;
  }
}

// At most as many pairs as this.
inline std::size_t count_pairs(std::string_view text) noexcept {
  return text.empty() ? 0 : 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), '&'));
}

}  // namespace golive::live
