#pragma once
// A random user: clicks, types, presses keys, submits, waits and comes back, with ordinary, extreme and hostile values, but does only what
// a person could do.
//
//     testing::monkey([&] { return testing::live(app, "/"); }, 1, 300);   // seed, steps
//
// Each step fails as those of Page do: a view that throws, an event that nobody handles, a patched page that is not as a fresh one, ids
// that are there twice. It fails besides when a value has become markup or a script, when a page answers 500 or above, and when a view
// takes more memory than it may. A form that the browser does not let go is no failure.
//
// A failure is thrown as testing::Failure. It names the seed and the number of the step, and has the last steps as lines of a test. The
// same seed does the same again, unless the app itself depends on chance or on other threads.
#include <cstddef>
#include <cstdint>
#include <functional>
#include <source_location>

#include "golive/detail/api.h"
#include "golive/testing/element.h"
#include "golive/testing/page.h"

namespace golive::testing {

struct MonkeyOptions {
  int steps = 300;
  // Of memory that a view may take, as far as the library can see it: its markup, and what it keeps to compare with.
  std::size_t most_bytes = std::size_t{4} << 20;
  // How many of the last steps a failure shows.
  std::size_t shown = 10;
  // How many times a shorter way to the failure is tried; for those with `open` only.
  int most_replays = 200;
};

// On a page that is open; `start` is where it is now. It may be elsewhere afterwards.
GOLIVE_API void monkey(Page& page, std::uint64_t seed, const MonkeyOptions& options = {}, const Place& at = Place::current());
GOLIVE_API void monkey(Page& page, std::uint64_t seed, int steps, const Place& at = Place::current());

// On pages that `open` opens, one after the other: when a step fails, steps that are not needed for that are left out, by trying on new
// pages. What pages share, a database or another thread, must not matter; else all steps are shown, as above.
GOLIVE_API void monkey(const std::function<Page()>& open, std::uint64_t seed, const MonkeyOptions& options = {},
                       const Place& at = Place::current());
GOLIVE_API void monkey(const std::function<Page()>& open, std::uint64_t seed, int steps, const Place& at = Place::current());

}  // namespace golive::testing
