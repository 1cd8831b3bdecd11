#pragma once
// What every document in the browser gets before its own scripts run (BrowserTab).
#include <string_view>

namespace golive::testing {

// Runs among the page's scripts. Watches the sockets of live views, and is the alarm of hostile values: a script that was let in calls
// goliveInjected(). window[Symbol.for("golive.testing")].quiet(ms) resolves to "" when all that was begun is shown, else to what is
// missing; pass(ms) lets the time of the page's timers go on; news() tells what has come.
extern const std::string_view kWatchScript;

// Runs apart from the page's scripts ("isolated world"), which can neither see nor change it. page.ask(NAME, ...) answers {value} or
// {refused}: why a person could not do that.
extern const std::string_view kPersonScript;
constexpr std::string_view kPersonWorld = "golive person";

}  // namespace golive::testing
