#include "parking.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <optional>
#include <string_view>

namespace {

std::optional<long> take_number(int& argc, char** argv, std::string_view option) {
  char** const end = argv + argc;
  char** const found = std::find(argv, end, option);
  if (end - found < 2) return std::nullopt;
  const long number = std::strtol(found[1], nullptr, 10);
  std::rotate(found, found + 2, end);
  argc -= 2;
  return number;
}

}  // namespace

golive::ParkingLimits take_parking(int& argc, char** argv) {
  golive::ParkingLimits limits;
  if (const auto time = take_number(argc, argv, "--park-ms")) limits.served.time = std::chrono::milliseconds{*time};
  if (const auto views = take_number(argc, argv, "--park")) {
    limits.served.views = limits.served_per_address = limits.served_per_session = static_cast<std::size_t>(std::max(0L, *views));
    limits.served.bytes = std::size_t{4} << 30;
  }
  return limits;
}
