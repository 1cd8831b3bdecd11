#pragma once
// What carries out the steps of a test: a page in memory, or a browser's.
//
// Steps come one at a time, on the thread of the test. Elements are nodes of the look() before; after a step they are void.
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "golive/duration.h"
#include "golive/testing/failure.h"
#include "golive/testing/network.h"
#include "testing/answer_headers.h"
#include "testing/dom.h"
#include "testing/page_event.h"

namespace golive::testing {

class ControlState;
class World;

enum class Verb { click, fill, input, change, submit, key, focus, blur };

// The page as it stands, with what markup does not show.
struct Look {
  const Document& document;
  const ControlState& controls;
};

// Where a page was sent, and what for.
struct Redirect {
  std::string url;
};

class PageDriver {
 public:
  virtual ~PageDriver() = default;

  // After all that is due has happened. Throws Failure if the page is wrong.
  virtual Look look() = 0;
  // Looks until `come`, as long as what is under way may bring it. False: it has not.
  virtual bool await(const std::function<bool()>& come) { return look(), come(); }
  // Of an element of the newest look(): whether a person could see it, and why they could not do something with it; as far as markup tells.
  virtual bool is_visible(Node element);
  virtual std::optional<std::string> why_not(Verb verb, Node target);
  // `target`: an element of the newest look(), of which the step is possible or not: then throws Failure.
  virtual void perform(Verb verb, Node target, std::string_view value) = 0;
  // From a hook at `target`, or from the page itself. Returns the reply; throws Failure if it is refused.
  virtual std::string push_event(std::optional<Node> target, std::string_view event, std::string_view payload) = 0;

  virtual void accept_dialogs(bool accept) = 0;

  virtual void load(std::string_view url) = 0;
  virtual std::string url() const = 0;
  virtual int status() const = 0;
  // Of the answer that the page came with; none: it came with no answer.
  virtual HeaderLines headers() = 0;

  virtual void advance(Duration time) = 0;
  // Time goes on to what happens next, at most by `limit`. Returns by how much.
  virtual Duration advance_to_next(Duration limit) = 0;

  virtual void set_hidden(bool hidden) = 0;
  virtual void disconnect() = 0;
  virtual void reconnect() = 0;
  // Time goes on until all pages that these send away are joined again. Throw Failure.
  virtual void crash() = 0;
  virtual void evict() = 0;
  virtual void restart_server(bool kills) = 0;
  // A network that is good again ends with the page joined and all that was under way arrived.
  virtual void set_network(const Network& network) = 0;
  virtual void set_latency(Duration mean, Duration spread) = 0;
  virtual void cut_after(std::size_t bytes) = 0;
  virtual void cut_after_sending(std::size_t bytes) = 0;
  virtual void partition(Duration time) = 0;

  virtual std::shared_ptr<World> world() const = 0;
  // A tab beside this one.
  virtual std::shared_ptr<PageDriver> new_tab(std::string_view url) = 0;

  // What has come and was not expected yet; expectations take it out.
  std::vector<PageEvent> events;
  std::vector<Redirect> redirects;
  std::optional<std::string> reply;  // JSON; none: the handler returned nothing
};

}  // namespace golive::testing
