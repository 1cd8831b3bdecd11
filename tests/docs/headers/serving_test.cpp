// The examples in the comments of app.h, asio.h, config.h, http_limits.h, load_config.h, parking.h, session_config.h and tls.h. Those that
// listen are compiled only: the port may be taken.
#include <golive/asio.h>
#include <golive/golive.h>
#include <golive/load_config.h>
#include <gtest/gtest.h>

namespace golive::serving_examples {

struct Counter {
  Html render() const { return HTML("<p>counter</p>"); }
};
struct Dashboard {
  Html render() const { return HTML("<p>dashboard</p>"); }
};
struct Host {
  template <class Ready>
  void watch(int descriptor, Ready ready) {
    if (descriptor >= 0) ready();
  }
};
struct Game {
  int frames = 3;
  bool frame() { return frames-- > 0; }
};

// clang-format off
namespace program {
int main() { return App{}.live<Counter>("/").listen(3000).run(); }
}  // namespace program

void live_in_a_host(Host& host, Game& game) {
  App app;
  app.live<Dashboard>("/").listen(8080);
  host.watch(app.fd(), [&app] { app.poll(); });      // any epoll, poll or select; golive/asio.h for Boost.Asio
  while (game.frame()) app.poll(2ms);                // or no descriptor at all: once a frame
}

void live_on_asio() {
  boost::asio::io_context io;
  golive::App app;
  app.live<Dashboard>("/").listen(8080);
  golive::AsioApp serving(io, app);
  io.run();
}

namespace configured {
int main() {
  golive::Config config = golive::load_config({.defaults = {.mailbox = 256}, .file = "/etc/my_program.conf"});
  return golive::App(config).live<Counter>("/").run();
}
}  // namespace configured

void speak_tls(App& app) {
  app.listen_tls("0.0.0.0", 443, {.certificate = "/etc/ssl/site/fullchain.pem", .key = "/etc/ssl/site/privkey.pem"});
  app.start();
  app.reload_tls();   // the files have been renewed; from any thread, no connection is dropped
}

void set_options() {
  App app(Config{.threads = 2, .mailbox = 256});
}

void set_limits() {
  Config config;
  config.http.body = 20 * 1024 * 1024;   // people post photographs here
  config.http.idle_time = 10s;
  App app(config);
}

void set_parking() {
  Config config;
  config.parking.lost.time = std::chrono::minutes{5};   // a tunnel is longer than the default minute
  App app(config);
}

void set_sessions() {
  App app(Config{.session = {.idle = 30min, .lifetime = 12h}});
  App big(Config{.session = {.store = memory_session_store()}});
}
// clang-format on

TEST(ServingExamples, AreConfigurationsThatAnAppTakes) {
  set_options();
  set_limits();
  set_parking();
  set_sessions();
}

}  // namespace golive::serving_examples
