#include "testing/message_limits.h"

#include <algorithm>

#include "protocol/wire_keys.h"

namespace golive::testing {
namespace {

constexpr std::size_t kFrame = 64;  // bytes of a message beside name and payload
constexpr std::size_t kLevels = 1;
constexpr std::size_t kValues = 4 + wire::kMaxDepth;

}  // namespace

std::string excess(std::string_view text) {
  if (text.size() + kFrame > wire::kMaxMessageBytes)
    return std::to_string(text.size()) + " bytes, more than " + std::to_string(wire::kMaxMessageBytes);
  std::size_t depth = kLevels, deepest = 0, values = kValues;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') in_string = !in_string;
    else if (in_string) i += c == '\\' ? 1 : 0;
    else if (c == ',') ++values;
    else if (c == '[' || c == '{') ++values, deepest = std::max(deepest, ++depth);
    else if (c == ']' || c == '}') --depth;
  }
  if (values > wire::kMaxValues) return "more than " + std::to_string(wire::kMaxValues) + " values";
  return deepest > wire::kMaxDepth ? "more than " + std::to_string(wire::kMaxDepth) + " levels" : "";
}

}  // namespace golive::testing
