#pragma once
// Answers HTTP requests: embedded files, plain routes, and the pages of live routes.
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

class Site;

class Pages final : public http::Handler {
 public:
  // `runtimes` by Loop::index().
  Pages(Site& site, std::span<const std::unique_ptr<live::Runtime>> runtimes) : site_(site), runtimes_(runtimes) {}

  void handle(const http::Request& request, http::Reply reply) override;

 private:
  void serve_plain(const router::Match& match, const http::Request& request, http::Reply reply);
  void serve_live(const router::Match& match, const http::Request& request, http::Reply reply);

  Site& site_;
  std::span<const std::unique_ptr<live::Runtime>> runtimes_;
};

}  // namespace golive
