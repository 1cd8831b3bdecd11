#pragma once
// Gives every WebSocket its loop and its live connection.
// Threads: one object for all loops; accept() on the loop of the socket.
#include <memory>
#include <span>
#include <string_view>

#include "live/transport.h"

namespace golive::live {
class Runtime;
}

namespace golive {

class Gate;
class Site;

// Where the client opens its sockets; besides, each page's own path.
inline constexpr std::string_view kSocketEndpoint = "/live/websocket";

class Sockets final : public live::Acceptor {
 public:
  // `runtimes` by Loop::index().
  Sockets(const Gate& gate, Site& site, std::span<const std::unique_ptr<live::Runtime>> runtimes)
      : gate_(gate), site_(site), runtimes_(runtimes) {}

  Loop& loop_for(const live::Upgrade& upgrade) override;
  std::unique_ptr<live::Receiver> accept(const live::Upgrade& upgrade, live::Transport& transport, Loop& loop) override;

 private:
  const Gate& gate_;
  Site& site_;
  std::span<const std::unique_ptr<live::Runtime>> runtimes_;
};

}  // namespace golive
