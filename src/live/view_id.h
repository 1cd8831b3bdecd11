#pragma once
// The id of a view as the page shows it: lv-LOOP-NUMBER, the number in 13 characters of base 32.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace golive::live {

std::string format_view_id(std::size_t loop, std::uint64_t number);

struct ViewId {
  std::size_t loop;
  std::uint64_t number;
};
// Nothing if `text` is not what format_view_id makes.
std::optional<ViewId> parse_view_id(std::string_view text);

}  // namespace golive::live
