#pragma once
// A tab in memory: steps of a person carried out on its document, and the documents that follow each other in it.
#include <memory>
#include <optional>
#include <string>

#include "testing/loaded_page.h"
#include "testing/page_driver.h"
#include "testing/page_network.h"
#include "testing/visitor.h"
#include "testing/world.h"

namespace golive::testing {

class MemoryPage final : public PageDriver, private World::Part {
 public:
  MemoryPage(std::shared_ptr<Visitor> visitor, std::string connect_params);
  ~MemoryPage() override;

  Look look() override;
  void perform(Verb verb, Node target, std::string_view value) override;
  std::string push_event(std::optional<Node> target, std::string_view event, std::string_view payload) override;
  void accept_dialogs(bool accept) override;
  void load(std::string_view url) override;
  std::string url() const override { return url_; }
  int status() const override { return status_; }
  HeaderLines headers() override { return headers_; }
  void advance(Duration time) override;
  Duration advance_to_next(Duration limit) override;
  void set_hidden(bool hidden) override;
  void disconnect() override;
  void reconnect() override;
  void crash() override;
  void evict() override;
  void restart_server(bool kills) override;
  void set_network(const Network& network) override;
  void set_latency(Duration mean, Duration spread) override;
  void cut_after(std::size_t bytes) override;
  void cut_after_sending(std::size_t bytes) override;
  void partition(Duration time) override;
  std::shared_ptr<World> world() const override { return visitor_->shared_world(); }
  std::shared_ptr<PageDriver> new_tab(std::string_view url) override;

 private:
  using Header = std::pair<std::string, std::string>;
  void settle() override;
  std::int64_t next_due_ns() const override;
  bool is_back() const override { return page_ == nullptr || page_->is_back(); }
  bool is_quiet() const override { return page_ == nullptr || page_->is_quiet(); }
  void come_back();
  void change_network(const Network& network) override { network_.change(network); }
  void await_network() override;
  template <class Action>
  void act(Node target, Action&& action);
  bool leave();
  void submit(const Submission& form);
  void go(std::string_view url, std::optional<Header> referrer);
  void go_away(std::string_view url);
  void open_elsewhere(std::string_view url);
  void ask_elsewhere(HttpRequest request);
  void request(HttpRequest request);
  std::optional<HttpAnswer> ask(HttpRequest& request);
  std::optional<Header> referrer() const;

  std::shared_ptr<Visitor> visitor_;
  std::string connect_params_;
  Weather weather_;
  PageNetwork network_;
  Reloads reloads_;
  std::unique_ptr<LoadedPage> page_;
  std::string url_ = "about:blank";
  int status_ = 0;
  HeaderLines headers_;
  std::string referrer_policy_;
  bool online_ = true;
  bool hidden_ = false;
  bool accepts_dialogs_ = true;
};

}  // namespace golive::testing
