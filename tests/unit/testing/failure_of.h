#pragma once
// The text of what a step throws.
#include <golive/testing/failure.h>

#include <functional>
#include <string>
#include <string_view>

namespace golive::testing {

// Empty if it does not fail.
inline std::string failure_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const Failure& failure) {
    return failure.what();
  }
  return "";
}

inline bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace golive::testing
