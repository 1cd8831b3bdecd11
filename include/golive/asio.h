#pragma once
// Serves an app on a host's own Boost.Asio loop. Opt-in: golive.h does not include it, and it is the one header that includes Boost,
// whichever version the host has.
//
//     boost::asio::io_context io;
//     golive::App app;
//     app.live<Dashboard>("/").listen(8080);
//     golive::AsioApp serving(io, app);
//     io.run();
//
// Views' callbacks then run inside io.run(), and no thread is made. An io_context run by several threads serves as well: one of them at a
// time polls the app. Give a strand's executor to share its order with the host's handlers. Errors: those of App::fd(). Threads: make and
// destroy it on the io_context, or while that is not running; the app is not stopped by the destructor: call app.stop() then, which blocks.
#include <fcntl.h>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <memory>
#include <utility>

#include "golive/app.h"

namespace golive {

class AsioApp {
 public:
  // `app` outlives this. `budget`: for how long the app may keep the loop from the host's other handlers at a time.
  AsioApp(boost::asio::io_context& io, App& app, Duration budget = std::chrono::milliseconds{2})
      : AsioApp(boost::asio::any_io_executor(io.get_executor()), app, budget) {}
  AsioApp(boost::asio::any_io_executor executor, App& app, Duration budget = std::chrono::milliseconds{2})
      : state_(std::make_shared<State>(std::move(executor), app, budget)) {
    wait(state_);
  }
  ~AsioApp() {
    boost::system::error_code ignored;
    state_->watched.close(ignored);
  }
  AsioApp(const AsioApp&) = delete;
  AsioApp& operator=(const AsioApp&) = delete;

 private:
  // Shared with the wait that is on its way when this is destroyed. The descriptor is a duplicate: Asio closes what it watches.
  struct State {
    State(boost::asio::any_io_executor executor, App& served, Duration at_a_time)
        : watched(std::move(executor), ::fcntl(served.fd(), F_DUPFD_CLOEXEC, 0)), app(served), budget(at_a_time) {}
    boost::asio::posix::stream_descriptor watched;
    App& app;
    Duration budget;
  };

  static void wait(std::shared_ptr<State> state) {
    boost::asio::posix::stream_descriptor& watched = state->watched;
    watched.async_wait(boost::asio::posix::descriptor_base::wait_read, [state = std::move(state)](const boost::system::error_code& error) {
      if (error || !state->watched.is_open()) return;
      state->app.poll(state->budget);
      if (state->watched.is_open()) wait(state);
    });
  }

  std::shared_ptr<State> state_;
};

}  // namespace golive
