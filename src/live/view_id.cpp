#include "live/view_id.h"

#include <charconv>

namespace golive::live {
namespace {

constexpr std::string_view kPrefix = "lv-";
constexpr std::string_view kDigits = "0123456789abcdefghijklmnopqrstuv";
constexpr std::size_t kNumberSize = 13;  // 65 bits

}  // namespace

std::string format_view_id(std::size_t loop, std::uint64_t number) {
  std::string id(kPrefix);
  id += std::to_string(loop);
  id += '-';
  for (int shift = 60; shift >= 0; shift -= 5) id += kDigits[number >> shift & 31];
  return id;
}

std::optional<ViewId> parse_view_id(std::string_view text) {
  if (!text.starts_with(kPrefix)) return std::nullopt;
  text.remove_prefix(kPrefix.size());
  ViewId id{};
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, id.loop);
  if (error != std::errc() || rest == end || *rest != '-') return std::nullopt;
  const std::string_view digits(rest + 1, static_cast<std::size_t>(end - rest - 1));
  if (digits.size() != kNumberSize || kDigits.find(digits[0]) > 15) return std::nullopt;
  for (const char digit : digits) {
    const std::size_t value = kDigits.find(digit);
    if (value == std::string_view::npos) return std::nullopt;
    id.number = id.number << 5 | value;
  }
  return id;
}

}  // namespace golive::live
