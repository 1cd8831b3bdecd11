#include "testing/step.h"

#include "testing/world.h"

namespace golive::testing {

Failure::~Failure() = default;

std::string spelled(const Place& at) {
  const std::string_view path = at.file_name();
  const std::size_t slash = path.rfind('/');
  return std::string(path.substr(slash == std::string_view::npos ? 0 : slash + 1)) + ':' + std::to_string(at.line());
}

void fail_step(std::string_view step, const Failure& failure, const Place& at) {
  std::string text = std::string(step) + ": " + failure.what() + "\n  at " + spelled(at);
  if (const std::uint64_t seed = seed_of_thread(); seed != 0) text += ", seed " + std::to_string(seed);
  throw Failure(std::move(text));
}

}  // namespace golive::testing
