#include "golive/app.h"

#include <cstdio>
#include <thread>
#include <utility>
#include <vector>

#include "app/app_server.h"
#include "app/config_check.h"
#include "app/interrupt.h"
#include "app/site.h"
#include "golive/error.h"
#include "golive/log.h"

namespace golive {

struct App::Impl {
  explicit Impl(Config c) : config(std::move(c)) {}

  Config config;
  Site site;
  std::vector<Place> places;
  std::unique_ptr<AppServer> server;
  bool polled = false;  // poll() has started it; after stop() only fd() does so again

  void make_server(int threads) {
    if (server != nullptr) return;
    check_config(config);
    if (config.log.level) set_log_level(*config.log.level);
    if (config.log.format) set_log_format(*config.log.format);
    server = std::make_unique<AppServer>(config, site, threads, places);
  }
  void start(int threads) {
    if (server != nullptr && server->is_polled()) throw Error::of("GL0506");
    make_server(config.threads > 0 ? config.threads : threads);
  }
  void start_polled() {
    if (server != nullptr && !server->is_polled()) throw Error::of("GL0506");
    make_server(0);
    polled = true;
  }
};

App::App() : App(Config{}) {}
App::App(Config config) : App(std::make_unique<Impl>(config)) {}
App::App(std::unique_ptr<Impl> impl) : Routes(detail::RouteAdder(impl->site, impl->site.scope())), impl_(std::move(impl)) {}
App::~App() = default;
App::App(App&&) noexcept = default;
App& App::operator=(App&&) noexcept = default;

App& App::listen(std::uint16_t port) { return listen("localhost", port); }

App& App::listen(std::string_view address, std::uint16_t port) {
  impl_->places.push_back({.address = std::string(address), .port = port});
  return *this;
}

App& App::listen_tls(std::uint16_t port, TlsFiles files) { return listen_tls("localhost", port, std::move(files)); }

App& App::listen_tls(std::string_view address, std::uint16_t port, TlsFiles files) {
  impl_->places.push_back({.address = std::string(address), .port = port, .tls = std::move(files)});
  return *this;
}

App& App::listen_unix(std::string_view path, unsigned mode) {
  impl_->places.push_back({.address = std::string(path), .unix_mode = mode});
  return *this;
}

void App::reload_tls() {
  if (impl_->server != nullptr) impl_->server->reload_tls();
}

int App::run() {
  const unsigned cores = std::thread::hardware_concurrency();
  try {
    const Interrupt interrupt;
    impl_->start(cores > 0 ? static_cast<int>(cores) : 1);
    for (const std::string& place : impl_->server->places()) std::printf("listening on %s\n", place.c_str());
    std::fflush(stdout);
    interrupt.wait();
    stop();
  } catch (const Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}

App& App::start() {
  impl_->start(1);
  return *this;
}

int App::fd() {
  impl_->start_polled();
  return impl_->server->descriptor();
}

Duration App::poll(Duration budget) {
  if (impl_->server == nullptr && impl_->polled) return Duration::max();
  impl_->start_polled();
  return impl_->server->poll(budget);
}

void App::stop() {
  if (impl_->server == nullptr) return;
  if (impl_->server->is_current()) throw Error::of("GL0507");
  impl_->server.reset();
}

std::uint16_t App::port() const {
  if (impl_->server != nullptr) return impl_->server->port();
  return impl_->places.empty() ? impl_->config.port : impl_->places.front().port;
}

Stats App::stats() const { return impl_->server == nullptr ? Stats{} : impl_->server->stats(); }

}  // namespace golive
