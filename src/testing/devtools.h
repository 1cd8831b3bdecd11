#pragma once
// The DevTools protocol over the socket of a Chromium: calls, answers, events.
//
// One thread runs the test, this and, often, the server that the browser talks to: whoever waits here lets the server work meanwhile
// (Pump). Sources: https://chromedevtools.github.io/devtools-protocol/, sessions in "flat" mode.
#include <boost/json/object.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "testing/chromium_process.h"

namespace golive::testing {

// Work that goes on while the test waits for the browser: App::poll() of the app whose App::fd() becomes readable when there is some.
struct Pump {
  int fd = -1;  // -1: work is looked for every millisecond
  std::function<void()> run = {};
};

// How a call waits. Both times are real ones.
struct Waiting {
  const Pump* pump = nullptr;  // may be none
  std::chrono::milliseconds limit = std::chrono::seconds(10);
};

class DevTools {
 public:
  using Params = boost::json::object;
  using Handler = std::function<void(std::string_view method, const Params& params)>;

  // The member `name` of an object if that is a text, else an empty one.
  static std::string string_in(const Params& object, std::string_view name);

  // The browser of this program: started for the first who asks, again if it died, ended with the program.
  static std::shared_ptr<DevTools> shared();

  DevTools();  // starts one. Throws BrowserError
  DevTools(const DevTools&) = delete;
  DevTools& operator=(const DevTools&) = delete;

  // Calls a method of a session, or of the browser if that is empty, and waits for what it returns. Throws BrowserError: with the method,
  // and what the browser says of it, or that nothing came in time.
  Params call(std::string_view session, std::string_view method, const Params& params, const Waiting& waiting);

  // The same in two steps, to have several under way. An answer that nobody takes is not kept.
  std::uint64_t begin(std::string_view session, std::string_view method, const Params& params);
  Params finish(std::uint64_t id, std::string_view method, const Waiting& waiting);
  // Without interest in the answer; does not throw for a browser that is gone.
  void tell(std::string_view session, std::string_view method, const Params& params) noexcept;

  // Events of a session go to `handler`, which must not wait; an empty one ends that.
  void listen(std::string_view session, Handler handler);

  // Waits until `done`, looked at after everything that arrives and once at the beginning. False: not in time.
  bool wait(const std::function<bool()>& done, const Waiting& waiting);

  bool alive() const noexcept { return alive_; }
  ChromiumProcess& process() noexcept { return *process_; }

 private:
  std::uint64_t send(std::string_view session, std::string_view method, const Params& params);
  void flush();
  void receive();
  void take(std::string_view message);
  void crashed(std::string_view session);
  [[noreturn]] void lost();

  std::unique_ptr<ChromiumProcess> process_;
  std::uint64_t newest_ = 0;
  std::string out_;  // not written yet
  std::string in_;   // the beginning of a message
  struct Call {
    std::string session;
    Params answer;
  };
  std::map<std::uint64_t, Call> calls_;  // without an answer: under way
  std::map<std::string, Handler, std::less<>> handlers_;
  std::string epitaph_;
  bool alive_ = true;
};

}  // namespace golive::testing
