#include "golive/testing/server.h"

#include "testing/chromium_page.h"
#include "testing/memory_page.h"
#include "testing/step.h"
#include "testing/world.h"

namespace golive::testing {

Server::Server(App& app, ServerOptions options) : world_(std::make_shared<World>(app, std::move(options))) {}
Server::Server(App&& app, ServerOptions options) : world_(std::make_shared<World>(std::move(app), std::move(options))) {}
Server::Server(std::shared_ptr<World> world) : world_(std::move(world)) {}

Page Server::open(std::string_view url, PageOptions options, const Place& at) {
  return in_step("open", '"' + std::string(url) + '"', at, [&]() -> Page {
    std::shared_ptr<PageDriver> driver;
    if (world_->options().in_browser) {
      driver = std::make_shared<ChromiumPage>(world_, options);
    } else {
      auto visitor = std::make_shared<Visitor>(world_, options.peer, options.headers);
      if (options.session) visitor->begin_session(options.session);
      driver = std::make_shared<MemoryPage>(std::move(visitor), options.connect_params);
    }
    driver->load(url);
    return Page(std::move(driver));
  });
}

void Server::network(const Network& network, const Place& at) {
  in_step("network", "", at, [&] { world_->set_network(network); });
}

void Server::advance(Duration time, const Place& at) {
  in_step("advance", "", at, [&] { world_->advance(time.count()); });
}

bool has_browser() { return ChromiumProcess::missing().empty(); }

}  // namespace golive::testing
