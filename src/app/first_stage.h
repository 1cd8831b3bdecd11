#pragma once
// What the framework itself does before all middleware and after it, for every request: the outermost stage, in one place.
// Threads: one object for all loops; on the loop of the connection.
#include <optional>

#include "golive/http.h"
#include "router/security_lines.h"

namespace golive {

class Exchange;
class Gate;

class FirstStage {
 public:
  FirstStage(const Gate& gate, bool shows_failures) noexcept : gate_(gate), shows_failures_(shows_failures) {}

  // Before the middleware of the app. An answer given here is not seen by any middleware. For every RequestKind.
  std::optional<Response> before(Exchange& exchange) const;
  // After all middleware, also when it threw or before() answered; for an upgrade with status 101, whose headers go into the handshake. Not
  // for a join.
  void after(const Exchange& exchange, Response& response) const;

  const Gate& gate() const noexcept { return gate_; }
  // Browsers are told what the app's code threw: Config::development.
  bool shows_failures() const noexcept { return shows_failures_; }

 private:
  void add_security(const Exchange& exchange, Headers& headers) const;

  const Gate& gate_;
  const bool shows_failures_;
  const router::SecurityLines security_{SecurityHeaders{}};  // unless middleware has chosen others
};

}  // namespace golive
