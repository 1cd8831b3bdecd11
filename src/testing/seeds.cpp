#include "golive/testing/seeds.h"

#include <charconv>
#include <cstdlib>
#include <exception>
#include <string>
#include <string_view>

#include "golive/testing/failure.h"

namespace golive::testing {
namespace {

std::uint64_t seed_of(std::string_view text) {
  std::uint64_t seed = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), seed);
  if (wrong != std::errc() || end != text.data() + text.size()) throw Failure("GOLIVE_SEED is no number: " + std::string(text));
  return seed;
}

void run(std::uint64_t seed, const std::function<void(std::uint64_t)>& test) {
  try {
    test(seed);
  } catch (const std::exception& thrown) {
    std::string text = thrown.what();
    // A step says it by itself.
    if (const std::string name = "seed " + std::to_string(seed); !text.ends_with(name)) text += "\n  with " + name;
    throw Failure(std::move(text));
  }
}

}  // namespace

void for_each_seed(std::uint64_t first, std::uint64_t count, const std::function<void(std::uint64_t seed)>& test) {
  if (const char* const given = std::getenv("GOLIVE_SEED")) return run(seed_of(given), test);
  for (std::uint64_t i = 0; i < count; ++i) run(first + i, test);
}

}  // namespace golive::testing
