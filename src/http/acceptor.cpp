#include "http/acceptor.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <string>
#include <utility>

#include "base/loop.h"
#include "base/timer.h"
#include "golive/log.h"
#include "http/server.h"

namespace golive::http {
namespace {

constexpr int kAcceptsPerTurn = 64;
// Without descriptors or memory, trying again at once would only spin.
constexpr std::chrono::milliseconds kPauseWhenExhausted{100};

std::string address_text(const sockaddr_storage& address) {
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

}  // namespace

struct Acceptor::State : std::enable_shared_from_this<State> {
  State(Server& owner, Loop& loop, FileDescriptor listening) : server(owner), socket(loop.io()), pause(loop, [this] { wait(); }) {
    socket.assign(boost::asio::ip::tcp::v4(), listening.release());
  }

  void wait() {
    socket.async_wait(boost::asio::socket_base::wait_read, [self = shared_from_this()](const boost::system::error_code& error) {
      if (!error && self->socket.is_open()) self->accept();
    });
  }

  void accept() {
    for (int turn = 0; turn < kAcceptsPerTurn; ++turn) {
      sockaddr_storage address{};
      socklen_t size = sizeof address;
      FileDescriptor accepted(
          ::accept4(socket.native_handle(), reinterpret_cast<sockaddr*>(&address), &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
      if (accepted) {
        server.accepted(std::move(accepted), address_text(address));
        continue;
      }
      if (is_exhausted(errno)) {
        log(LogLevel::warning, "cannot accept connections", {{"error", std::strerror(errno)}});
        return pause.start(kPauseWhenExhausted);
      }
      if (errno == EAGAIN || errno == EWOULDBLOCK) break;
    }
    wait();
  }

  Server& server;
  boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, boost::asio::io_context::executor_type> socket;
  Timer pause;
};

Acceptor::Acceptor(Server& server, Loop& loop, FileDescriptor socket) : state_(std::make_shared<State>(server, loop, std::move(socket))) {
  state_->wait();
}

Acceptor::~Acceptor() { close(); }

void Acceptor::close() noexcept {
  boost::system::error_code ignored;
  state_->socket.close(ignored);
  state_->pause.cancel();
}

}  // namespace golive::http
