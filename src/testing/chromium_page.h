#pragma once
// The same steps in a real browser: Chromium, with the real client, against the app of the same test.
//
// The time of the server and of the page's timers is the real one, ahead of it by what the test advanced.
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "golive/testing/options.h"
#include "testing/browser_tab.h"
#include "testing/chromium_look.h"
#include "testing/page_driver.h"
#include "testing/page_network.h"
#include "testing/relay.h"
#include "testing/world.h"

namespace golive::testing {

class ChromiumPage final : public PageDriver, private World::Part {
 public:
  // In the context of another tab, or as a new visitor, whose session PageOptions::session fills.
  ChromiumPage(std::shared_ptr<World> world, const PageOptions& options, std::shared_ptr<BrowserContext> context = nullptr);
  ~ChromiumPage() override;

  Look look() override;
  bool await(const std::function<bool()>& come) override;
  bool is_visible(Node element) override;
  std::optional<std::string> why_not(Verb verb, Node target) override;
  void perform(Verb verb, Node target, std::string_view value) override;
  std::string push_event(std::optional<Node> target, std::string_view event, std::string_view payload) override;
  void accept_dialogs(bool accept) override;
  void load(std::string_view url) override;
  std::string url() const override { return url_; }
  int status() const override { return status_; }
  HeaderLines headers() override;
  void advance(Duration time) override;
  Duration advance_to_next(Duration limit) override;
  void set_hidden(bool hidden) override;
  void disconnect() override;
  void reconnect() override;
  void crash() override;
  void evict() override;
  void restart_server(bool kills) override;
  void set_network(const Network& network) override;
  void set_latency(Duration mean, Duration spread) override { network_.set_latency(mean, spread); }
  void cut_after(std::size_t bytes) override { way_->weather.cut_after(bytes); }
  void cut_after_sending(std::size_t bytes) override { way_->weather.cut_after_sending(bytes); }
  void partition(Duration time) override { network_.partition(time); }
  std::shared_ptr<World> world() const override { return world_; }
  std::shared_ptr<PageDriver> new_tab(std::string_view url) override;

 private:
  static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
  // What the page has told since the last step.
  struct News {
    std::vector<std::pair<std::string, std::string>> refusals;  // event, reason
    std::vector<std::string> unsent;                            // why the client kept an event
    std::vector<std::string> invalid;
    std::int64_t submits = 0;
    std::int64_t crashes = 0;
  };
  std::string site() const;
  void begin_session(const std::function<void(Session&)>& fill);
  void set_connect_params(std::string_view json);
  void act(Verb verb, Node target, std::string_view value);
  void act_alone(Verb verb, Node target, std::string_view value);
  void await_spoken();
  void key(Node target, std::string_view key);
  void change(Node control, std::string_view value);
  void submit(Node form);
  ElementIndex index_of(Node element) const { return seen_->index_of(element); }

  void settle() override;
  std::int64_t next_due_ns() const override { return timers_due_ns_; }
  bool is_back() const override { return joined_ || !way_->online; }
  bool is_quiet() const override { return quiet_ || !way_->online; }
  void change_network(const Network& network) override { network_.change(network); }
  void await_network() override;
  bool is_calm() const;
  bool is_settled() const noexcept { return joined_ && quiet_; }
  bool is_known() const;
  void rest();
  void come_back();
  std::vector<std::string> views() const;
  void catch_up();
  void set_timers_due(const boost::json::value& ms);
  void settle_page();
  void settle_document();
  void take_news();
  void fail_if_wrong();
  void compare_with_fresh();
  void check();

  std::shared_ptr<World> world_;
  PageOptions options_;
  std::uint64_t number_;  // in the world
  std::shared_ptr<RelayedPage> way_;
  PageNetwork network_;
  std::unique_ptr<BrowserTab> tab_;
  std::optional<ChromiumLook> seen_;
  News news_;
  std::string url_ = "about:blank";
  int status_ = 0;
  bool hidden_ = false;
  std::int64_t expected_crashes_ = 0;  // the test's own
  bool joined_ = true;                 // all views were, when the page was last at rest
  bool quiet_ = true;                  // and nothing was under way
  std::uint64_t known_lost_ = 0;       // of RelayedPage, then
  std::uint64_t known_passed_ = 0;
  std::int64_t passed_ns_ = 0;           // how far the page's timers are ahead of the real time
  std::int64_t timers_due_ns_ = kNever;  // the next of them
  std::int64_t heard_ns_ = 0;            // how far the clock was ahead when it last had time to answer
};

}  // namespace golive::testing
