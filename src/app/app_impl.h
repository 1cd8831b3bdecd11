#pragma once
// What is behind an App: what it was told, and its server while it runs.
// Threads: the app's.
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "app/app_server.h"
#include "app/site.h"
#include "golive/app.h"

namespace golive {

struct App::Impl {
  explicit Impl(Config c) : config(std::move(c)) {}

  Config config;
  Site site;
  std::vector<Place> places;
  std::unique_ptr<AppServer> server;
  bool polled = false;  // poll() has started it; after stop() only fd() does so again

  void start(int threads);
  void start_polled();
  // With `adapted` in place of the configuration. Throws Error GL0506 for an app that runs.
  void start_test(const Config& adapted, TestPlace place);

 private:
  void make_server(const Config& from, int threads, std::optional<TestPlace> test = std::nullopt);
};

}  // namespace golive
