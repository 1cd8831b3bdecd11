#include "testing/step.h"

#include <memory>
#include <vector>

#include "testing/world.h"

namespace golive::testing {
namespace {

// Of those that have ended nothing is left but their place.
std::vector<std::weak_ptr<const std::string>>& notes() {
  thread_local std::vector<std::weak_ptr<const std::string>> all;
  return all;
}

}  // namespace

FailureNote::FailureNote(std::string text) : text_(std::make_shared<const std::string>(std::move(text))) {
  std::erase_if(notes(), [](const auto& note) { return note.expired(); });
  notes().push_back(text_);
}

Failure::~Failure() = default;

std::string spelled(const Place& at) {
  const std::string_view path = at.file_name();
  const std::size_t slash = path.rfind('/');
  return std::string(path.substr(slash == std::string_view::npos ? 0 : slash + 1)) + ':' + std::to_string(at.line());
}

void fail_step(std::string_view step, const Failure& failure, const Place& at) {
  std::string text = std::string(step) + ": " + failure.what();
  for (const auto& each : notes())
    if (const auto note = each.lock(); note != nullptr && !text.contains(*note)) text += "\n  " + *note;
  text += "\n  at " + spelled(at);
  if (const std::uint64_t seed = seed_of_thread(); seed != 0) text += ", seed " + std::to_string(seed);
  throw Failure(std::move(text));
}

}  // namespace golive::testing
