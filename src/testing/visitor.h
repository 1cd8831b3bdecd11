#pragma once
// Somebody who looks at the app under test: cookies, address and headers, for all tabs together.
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "golive/session.h"
#include "testing/cookie_jar.h"
#include "testing/http_client.h"

namespace golive::testing {

class World;

class Visitor {
 public:
  // `headers`: of every request. A Cookie among them has what the visitor brings along, beside what the server will set.
  Visitor(std::shared_ptr<World> world, std::string peer, std::vector<std::pair<std::string, std::string>> headers);

  // A session that `fill` has filled, before the first request.
  void begin_session(const std::function<void(Session&)>& fill);
  // Asks, waits for the answer, and takes its cookies.
  HttpAnswer ask(HttpRequest request);
  // A request for a socket at `target`; the answer is what came in place of a socket, if its status is not 101; 0: nothing did.
  HttpAnswer open_socket(std::string_view target, std::unique_ptr<class StreamEnd>& stream);

  CookieJar& cookies() noexcept { return cookies_; }
  World& world() const noexcept { return *world_; }
  const std::shared_ptr<World>& shared_world() const noexcept { return world_; }

 private:
  void add_headers(HttpRequest& request) const;
  // Status 0: the connection ended without an answer.
  HttpAnswer exchange(const HttpRequest& request, std::unique_ptr<StreamEnd>& stream);

  std::shared_ptr<World> world_;
  std::string peer_;
  std::vector<std::pair<std::string, std::string>> headers_;
  CookieJar cookies_;
};

}  // namespace golive::testing
