#pragma once
// Who may come in: the hosts this app answers for, the origins that may act on it, forms without a token, and whose session it is.
//
// Asked by the first stage for every request, and for the session of a socket. Threads: one object for all loops.
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "golive/config.h"
#include "golive/http.h"
#include "security/csrf.h"
#include "security/origin.h"
#include "security/sessions.h"
#include "state/root_secret.h"

namespace golive {

namespace live {
struct Visitor;
}

class Exchange;

class Gate {
 public:
  // `addresses`: where the app listens. `keeps`: on the disk, what shall survive the program. Throws Error GL0603 and GL0608 for a
  // configuration that says nonsense.
  Gate(const Config& config, std::span<const std::string> addresses, bool keeps = true);

  // Why this request goes no further: 421 for another's host, 403 for another's page or a form without its token.
  std::optional<Response> refuse(Exchange& exchange) const;

  security::OpenedSession open(const Request& request) const;
  Session open(const live::Visitor& visitor) const;
  // The Set-Cookie line that the answer shall bring, if any.
  std::optional<std::string> cookie_due(const security::OpenedSession& opened, const Request& request) const;
  // What a browser posts to /live/session.
  Response store_session(const Request& request) const;

  security::Sessions& sessions() const noexcept { return *sessions_; }
  const security::Csrf& csrf() const noexcept { return csrf_; }
  const state::RootSecret& secret() const noexcept { return secret_; }

 private:
  std::optional<Response> refuse_host(const Request& request) const;
  std::optional<Response> refuse_origin(const Request& request) const;
  std::optional<Response> refuse_form(Exchange& exchange) const;
  void keep_revocations(const Config& config);

  const state::RootSecret secret_;
  const std::shared_ptr<security::Sessions> sessions_;
  const security::Csrf csrf_;
  const security::HostPolicy hosts_;
  const security::OriginPolicy origins_;
  const bool strict_csrf_;
  const bool warns_of_plain_;
  mutable std::atomic<std::uint64_t> refused_{0};
  mutable std::atomic<bool> warned_{false};
};

}  // namespace golive
