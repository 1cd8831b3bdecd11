#pragma once
// An app under test, without ports and threads, and the clock it lives by.
//
//     App app = make_shop();
//     testing::Server server(app);
//     testing::Page buyer = server.open("/shop"), seller = server.open("/orders");   // two visitors
//     buyer.click("button", "Buy");
//     EXPECT_EQ(seller.count("tr.new"), 1u);
//
// Copies are handles of the same server, which lives as long as a page of it or a handle.
#include <memory>
#include <source_location>
#include <string>
#include <string_view>

#include "golive/app.h"
#include "golive/detail/api.h"
#include "golive/duration.h"
#include "golive/testing/network.h"
#include "golive/testing/options.h"
#include "golive/testing/page.h"

namespace golive::testing {

class World;

class GOLIVE_API Server {
 public:
  // The app must not run, and outlives the server.
  explicit Server(App& app, ServerOptions options = {});
  explicit Server(App&& app, ServerOptions options = {});

  // A new visitor's tab at `url`, a path with its query. Redirects are followed. Fails if it is no page, unless its status is expected to
  // be looked at: a page without a live view is one, too.
  Page open(std::string_view url, PageOptions options = {}, const Place& at = Place::current());

  // The network of all pages, those to come too, as Page::network().
  void network(const Network& network, const Place& at = Place::current());

  // Time goes on, for all pages.
  void advance(Duration time, const Place& at = Place::current());

 private:
  friend class Page;
  explicit Server(std::shared_ptr<World> world);
  std::shared_ptr<World> world_;
};

// Whether there is a browser for ServerOptions::in_browser.
GOLIVE_API bool has_browser();

}  // namespace golive::testing
