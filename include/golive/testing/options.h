#pragma once
// How a page of a test is opened.
//
//     auto page = testing::live(app, "/account", {.session = [](Session& session) { session.put("user", 7); }});
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "golive/config.h"
#include "golive/routes.h"
#include "golive/session.h"

namespace golive::testing {

struct ServerOptions {
  // Of the app that live<C>() makes. Threads, addresses and ports are of no meaning; a secret is made when there is none, and nothing is
  // read from or written to disk.
  Config config = {};
  // Of all that is left to chance: the order of what may come in any order, the network's moods. Told by failures. 0: nothing is; all comes
  // in the order it was begun.
  std::uint64_t seed = 0;
  // In Chromium, with the real client, in place of memory (testing::browser).
  bool in_browser = false;
  // Keeps the limits of Config on events a second and on joins of an address, which a test that clicks at the speed of a machine exceeds.
  bool rate_limits = false;
};

struct PageOptions {
  // For live<C>(): its pattern, "/todos/{id}", and its options.
  std::string route = {};
  RouteOptions route_options = {};
  // Fills the session of the visitor before the page is asked for.
  std::function<void(Session&)> session = {};
  // Of the request for the page and of its socket, beside those that a browser sends: {{"Accept-Language", "de"}}.
  // In memory a Cookie among them has what the visitor brings along, beside those that the server sets.
  std::vector<std::pair<std::string, std::string>> headers = {};
  // What liveView.configure({params}) would give, a JSON object. `_tz` is UTC and `_locale` en-US unless they are given.
  std::string connect_params = {};
  // Where the visitor comes from; in a browser always from there.
  std::string peer = "127.0.0.1";
  ServerOptions server = {};
};

}  // namespace golive::testing
