#pragma once
// An exception of the app's code and where it was caught: what a developer reads in place of an error page (Config::development).
// Threads: a value.
#include <string>
#include <string_view>

namespace golive {

struct Failure {
  std::string type;                 // of what was thrown, as C++ writes it: "std::runtime_error"
  std::string what;                 // its text
  std::string_view component = {};  // of a view: its C++ class; static storage, as for the next
  std::string_view callback = {};   // of a view: "mount"; else the stage of the request: "route", "middleware"
  std::string view = {};            // its id

  // What is being handled, whose text is `what`. Within a catch clause.
  static Failure caught(std::string_view what);
};

}  // namespace golive
