#include "golive/app.h"

#include <cstdio>
#include <thread>
#include <utility>

#include "app/app_impl.h"
#include "app/config_check.h"
#include "app/interrupt.h"
#include "golive/error.h"
#include "golive/log.h"

namespace golive {

void App::Impl::make_server(const Config& from, int threads, std::optional<TestPlace> test) {
  if (server != nullptr) return;
  check_config(from);
  if (from.log.level) set_log_level(*from.log.level);
  if (from.log.format) set_log_format(*from.log.format);
  server = std::make_unique<AppServer>(from, site, threads, places, test);
}

void App::Impl::start(int threads) {
  if (server != nullptr && server->is_polled()) throw Error::of("GL0506");
  make_server(config, config.threads > 0 ? config.threads : threads);
}

void App::Impl::start_polled() {
  if (server != nullptr && !server->is_polled()) throw Error::of("GL0506");
  make_server(config, 0);
  polled = true;
}

void App::Impl::start_test(const Config& adapted, TestPlace place) {
  if (server != nullptr) throw Error::of("GL0506");
  make_server(adapted, 0, place);
}

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
