#include "live/lone_surrogates.h"

#include <charconv>

namespace golive::live {
namespace {

constexpr std::size_t kEscapeBytes = 6;  // \ud83d

enum class Unit { other, leading, trailing };

// What the escape at the beginning is; `text` begins with a backslash.
Unit unit_of(std::string_view text) noexcept {
  if (text.size() < kEscapeBytes || text[1] != 'u') return Unit::other;
  unsigned int code = 0;
  const auto [end, error] = std::from_chars(text.data() + 2, text.data() + kEscapeBytes, code, 16);
  if (error != std::errc() || end != text.data() + kEscapeBytes) return Unit::other;
  if (code >= 0xd800 && code < 0xdc00) return Unit::leading;
  return code >= 0xdc00 && code < 0xe000 ? Unit::trailing : Unit::other;
}

}  // namespace

std::optional<std::string> without_lone_surrogates(std::string_view json) {
  std::string repaired;
  std::size_t done = 0;
  for (std::size_t at = json.find('\\'); at != std::string_view::npos; at = json.find('\\', at)) {
    const Unit unit = unit_of(json.substr(at));
    if (unit == Unit::other) {
      at += 2;
      continue;
    }
    const std::string_view after = json.substr(at + kEscapeBytes);
    if (unit == Unit::leading && after.starts_with('\\') && unit_of(after) == Unit::trailing) {
      at += 2 * kEscapeBytes;
      continue;
    }
    repaired.append(json, done, at - done).append("\\ufffd");
    done = at += kEscapeBytes;
  }
  if (done == 0) return std::nullopt;
  return repaired.append(json, done);
}

}  // namespace golive::live
