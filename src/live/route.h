#pragma once
// A live route: which component answers a path, and how.
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "golive/component.h"
#include "golive/params.h"
#include "golive/session.h"

namespace golive::live {

// Read-only once the app runs.
struct LiveRoute {
  std::uint32_t index = 0;
  std::string pattern;
  const detail::ComponentType* type = nullptr;
  detail::ComponentFactory factory;
  bool blocking = false;
  bool sealed_events = false;  // all of them
  std::chrono::nanoseconds time_budget{};
  bool (*accepts)(const Params& params) = nullptr;  // false: no page for these parameters
  std::string page_head;       // everything before the value of the root element's id; empty if it is made for each request
  std::string page_tail = {};  // everything after the view's markup
};

struct Visitor;

// Where the path of a page leads whose view shall be joined. Implemented in app/ by the router.
class Resolver {
 public:
  struct Target {
    const LiveRoute* route = nullptr;  // nullptr: no live page there
    bool denied = false;               // there is one, and this visitor gets no page of it: middleware says so
    Params params = {};
    Session session = {};
    std::string request_id = {};  // for the log; empty: it has none
  };
  virtual Target resolve(const Url& url, const Visitor& visitor) = 0;

 protected:
  ~Resolver() = default;
};

}  // namespace golive::live
