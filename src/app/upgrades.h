#pragma once
// Lets requests to open a WebSocket through the same middleware as all others.
// Threads: one object for all loops; upgrade() on the loop of the connection.
#include <optional>

#include "http/handler.h"

namespace golive::transport {
class WebSocketServer;
}

namespace golive {

class FirstStage;
class Site;

class Upgrades final : public http::Upgrader {
 public:
  Upgrades(const Site& site, const FirstStage& first, transport::WebSocketServer& sockets)
      : site_(site), first_(first), sockets_(sockets) {}

  std::optional<http::Response> upgrade(const http::Request& request, http::Leaving& connection) override;

 private:
  const Site& site_;
  const FirstStage& first_;
  transport::WebSocketServer& sockets_;
};

}  // namespace golive
