#include "http/acceptor.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <string>
#include <utility>

#include "base/loop.h"
#include "base/timer.h"
#include "golive/log.h"
#include "http/connection.h"
#include "http/server.h"

namespace golive::http {
namespace {

constexpr int kAcceptsPerTurn = 64;
// Without descriptors or memory, trying again at once would only spin.
constexpr std::chrono::milliseconds kPauseWhenExhausted{100};

std::string address_text(const sockaddr_storage& address) {
  if (address.ss_family == AF_UNIX) return "unix";
  char text[INET6_ADDRSTRLEN] = "";
  if (address.ss_family == AF_INET) {
    ::inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in&>(address).sin_addr, text, sizeof text);
    return text;
  }
  const in6_addr& ip6 = reinterpret_cast<const sockaddr_in6&>(address).sin6_addr;
  if (IN6_IS_ADDR_V4MAPPED(&ip6)) {
    // A browser is one peer, however the socket that took it is set up.
    ::inet_ntop(AF_INET, &ip6.s6_addr[12], text, sizeof text);
  } else {
    ::inet_ntop(AF_INET6, &ip6, text, sizeof text);
  }
  return text;
}

bool is_exhausted(int error) noexcept { return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM; }

void tell_exhausted(int error) {
  rlimit descriptors{};
  ::getrlimit(RLIMIT_NOFILE, &descriptors);
  log(LogLevel::warning, "no room for more connections: new ones wait until others end",
      {{"error", std::strerror(error)}, {"descriptors", descriptors.rlim_cur}});
}

}  // namespace

// Shared with the turn that is posted when there is more than one turn's worth to accept.
struct Acceptor::State final : Poller::Watched, std::enable_shared_from_this<State> {
  State(Server& owner, std::size_t at, Loop& on, Listener opened)
      : server(owner), index(at), loop(on), listener(std::move(opened)), socket(listener.socket), pause(on, [this] { accept(); }) {
    loop.poller().add_reading(socket.get(), *this);
  }

  void on_ready(std::uint32_t) override { accept(); }

  void accept() {
    for (int turn = 0; turn < kAcceptsPerTurn && socket; ++turn) {
      sockaddr_storage address{};
      socklen_t size = sizeof address;
      FileDescriptor accepted(::accept4(socket.get(), reinterpret_cast<sockaddr*>(&address), &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
      if (accepted) {
        server.accepted({std::move(accepted), address_text(address), listener.certificate}, index, listener.shared);
      } else if (is_exhausted(errno)) {
        if (server.begins_exhaustion()) tell_exhausted(errno);
        return pause.start(kPauseWhenExhausted);
      } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
        return;
      }
    }
    if (socket) loop.post([self = shared_from_this()] { self->accept(); });
  }

  void close() noexcept {
    if (!socket) return;
    loop.poller().remove(socket.get(), *this);
    socket.close();
    listener.file.remove();
    pause.cancel();
  }

  Server& server;
  std::size_t index;
  Loop& loop;
  Listener listener;
  FileDescriptor& socket;
  Timer pause;
};

Acceptor::Acceptor(Server& server, std::size_t index, Loop& loop, Listener listener)
    : state_(std::make_shared<State>(server, index, loop, std::move(listener))) {}

Acceptor::~Acceptor() { state_->close(); }

void Acceptor::stop() {
  if (state_->loop.is_current()) return state_->close();
  state_->loop.post([state = state_] { state->close(); });
}

}  // namespace golive::http
