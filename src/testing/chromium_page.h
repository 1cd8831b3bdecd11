#pragma once
// The same steps in a real browser: Chromium, with the real client, against the app of the same test.
#include <memory>
#include <optional>
#include <string>

#include "testing/browser_tab.h"
#include "testing/control_state.h"
#include "testing/page_driver.h"
#include "testing/world.h"

namespace golive::testing {

class ChromiumPage final : public PageDriver {
 public:
  ChromiumPage(std::shared_ptr<World> world, const PageOptions& options);
  ~ChromiumPage() override;

  Look look() override;
  void perform(Verb verb, Node target, std::string_view value) override;
  std::string push_event(std::optional<Node> target, std::string_view event, std::string_view payload) override;
  void accept_dialogs(bool accept) override;
  void load(std::string_view url) override;
  std::string url() const override { return url_; }
  int status() const override { return status_; }
  void advance(Duration time) override;
  Duration advance_to_next(Duration limit) override;
  void disconnect() override;
  void reconnect() override;
  std::shared_ptr<World> world() const override { return world_; }
  std::shared_ptr<PageDriver> new_tab(std::string_view url) override;

 private:
  // The page as it was when last looked at.
  struct Seen {
    explicit Seen(std::string_view snapshot);
    Document document;
    ControlState controls;
    std::vector<ElementIndex> index;  // by NodeId; 0: none
  };
  void settle();
  void take_news();
  void check();
  ElementIndex index_of(Node element) const { return seen_->index[element.id()]; }
  void submit(Node form);
  void change(Node control, std::string_view value);

  std::shared_ptr<World> world_;
  PageOptions options_;
  std::unique_ptr<BrowserTab> tab_;
  std::optional<Seen> seen_;
  std::string url_ = "about:blank";
  int status_ = 0;
};

}  // namespace golive::testing
