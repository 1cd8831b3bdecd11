#include "testing/element_text.h"

#include <algorithm>

#include "testing/utf16_length.h"

namespace golive::testing {
namespace {

constexpr std::size_t kMostOfValue = 40;

bool tells(std::string_view name) {
  static constexpr std::string_view kNames[] = {"id", "name", "type", "for", "href", "value"};
  return std::ranges::find(kNames, name) != std::end(kNames) || (name.starts_with("lv-") && !name.starts_with("lv-value-"));
}

bool is_plain(std::string_view value) { return !value.empty() && value.find_first_of(" \t\n\"'=<>`") == std::string_view::npos; }

}  // namespace

std::string start_tag(Node element, std::string_view also) {
  std::string out = "<" + std::string(element.name());
  for (const Attribute& attribute : element.attributes()) {
    if (!tells(attribute.name) && attribute.name != also) continue;
    (out += ' ') += attribute.name;
    if (attribute.value.empty()) continue;
    const std::string_view shown = attribute.value.substr(0, prefix_of_utf16(attribute.value, kMostOfValue));
    const std::string value = std::string(shown) + (shown.size() < attribute.value.size() ? "..." : "");
    out += is_plain(value) ? "=" + value : "=\"" + value + "\"";
  }
  return out + ">";
}

}  // namespace golive::testing
