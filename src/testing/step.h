#pragma once
// One step or question of a test: how it is spelled and where it stands, for the message of its failure.
//
//     return in_step({"click", at}, locator, [&] { ... });
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "golive/testing/element.h"
#include "golive/testing/failure.h"
#include "testing/locate.h"

namespace golive::testing {

// An argument as the test has written it.
inline std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

// The file and line where the test stands.
std::string spelled(const Place& at);

// A line that all failures of the thread that made this end with while it lives. It may end elsewhere, and later than the thread.
class FailureNote {
 public:
  explicit FailureNote(std::string text);
  FailureNote(const FailureNote&) = delete;
  FailureNote& operator=(const FailureNote&) = delete;

 private:
  std::shared_ptr<const std::string> text_;
};

// A Failure with the step before its text, and below it the place and what seed the thread's chance has.
[[noreturn]] void fail_step(std::string_view step, const Failure& failure, const Place& at);

template <class Work>
auto in_step(std::string_view verb, const std::string& arguments, const Place& at, Work&& work) {
  try {
    return work();
  } catch (const Failure& failure) {
    fail_step(std::string(verb) + '(' + arguments + ')', failure, at);
  }
}

}  // namespace golive::testing
