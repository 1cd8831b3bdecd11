#pragma once
// Answers HTTP requests: embedded files, plain routes, and the pages of live routes, each through the middleware of its scope.
// Threads: one object for all loops; handle() on the loop of the connection.
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "http/handler.h"
#include "router/router.h"

namespace golive::live {
class Runtime;
}

namespace golive {

class FirstStage;
class Site;

// Where a browser posts what a live view put into the session.
inline constexpr std::string_view kSessionEndpoint = "/live/session";

class Pages final : public http::Handler {
 public:
  // `runtimes` by Loop::index().
  Pages(const Site& site, const FirstStage& first, std::span<const std::unique_ptr<live::Runtime>> runtimes)
      : site_(site), first_(first), runtimes_(runtimes) {}

  void handle(const http::Request& request, http::Reply reply) override;

 private:
  http::Response file(const router::Scope& scope, const http::Request& request, http::Response found) const;
  http::Response session(const http::Request& request) const;
  http::Response no_route(const router::Match& match, const http::Request& request) const;
  http::Response plain(const router::Match& match, const http::Request& request) const;
  void serve_live(const router::Match& match, const http::Request& request, http::Reply reply);

  const Site& site_;
  const FirstStage& first_;
  std::span<const std::unique_ptr<live::Runtime>> runtimes_;
};

}  // namespace golive
