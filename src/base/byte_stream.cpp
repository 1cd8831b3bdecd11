#include "base/byte_stream.h"

#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <cerrno>
#include <utility>

#include "base/faults.h"
#include "base/prefetch.h"

namespace golive {
namespace {

// A client that sends without pause gets at most this many buffers before the loop's other connections have their turn.
constexpr int kReadsPerTurn = 4;

bool is_would_block(int error) noexcept { return error == EAGAIN || error == EWOULDBLOCK; }

}  // namespace

ByteStream::ByteStream(Loop& loop, StreamSocket socket)
    : loop_(loop),
      socket_(std::move(socket.descriptor)),
      tls_(std::move(socket.tls)),
      place_(std::move(socket.place)),
      readable_(tls_ != nullptr && !tls_->drained()) {
  // Without room in the kernel nothing will ever be ready; the owner's time limit ends it.
  loop_.poller().add(socket_.get(), *this);
}

ByteStream::~ByteStream() {
  if (is_open()) loop_.poller().remove(socket_.get(), *this);
}

void ByteStream::read(std::shared_ptr<Client> client) {
  if (!is_open()) return;
  reader_ = std::move(client);
  if (readable_) pump_later(reader_);
}

void ByteStream::pump_later(std::shared_ptr<Client> client) {
  loop_.post([this, alive = std::move(client)] { pump(); });
}

void ByteStream::on_ready(std::uint32_t events) {
  const bool over = (events & (EPOLLERR | EPOLLHUP | EPOLLRDHUP)) != 0;
  if (over || (events & EPOLLIN) != 0 || (tls_ && tls_->wants_writing())) readable_ = true;
  ended_ = ended_ || over;
  // Kept over both callbacks: the first may end the other's pending read.
  std::shared_ptr<Client> alive;
  if (writer_ && (events & (EPOLLOUT | EPOLLERR | EPOLLHUP)) != 0) {
    alive = std::move(writer_);
    alive->on_writable();
  }
  if (readable_) pump();
}

void ByteStream::prefetch_link(int link) const noexcept {
  constexpr std::size_t kClientBytes = 256;
  if (reader_ == nullptr) return;
  if (link == 1) prefetch(reader_.get(), kClientBytes);
  else reader_->prefetch_link(link);
}

void ByteStream::pump() {
  const std::span<char> buffer = loop_.read_buffer();
  // Declared here, because the last of them may end this object.
  std::shared_ptr<Client> client;
  for (int turn = 0; turn < kReadsPerTurn; ++turn) {
    if (!reader_ || !readable_ || !is_open()) return;
    const ssize_t got = tls_ ? tls_->read(buffer) : ::recv(socket_.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && is_would_block(errno)) {
      readable_ = false;
      return;
    }
    client = std::move(reader_);
    if (got <= 0 || fails("connection.receive")) [[unlikely]]
      return client->on_end();
    const auto size = static_cast<std::size_t>(got);
    // A short read has emptied the socket (epoll(7)), so the next bytes are a new event; asking again would cost a call.
    readable_ = ended_ || (tls_ ? !tls_->drained() : size == buffer.size());
    if (!client->on_bytes(buffer.first(size)) || !is_open()) return;
    reader_ = std::move(client);
  }
  if (readable_) pump_later(reader_);
}

std::size_t ByteStream::send(std::span<const iovec> parts) noexcept {
  if (!is_open()) return 0;
  if (fails("connection.send")) [[unlikely]] {
    ::shutdown(socket_.get(), SHUT_RDWR);  // what follows fails too
    broken_ = true;
    return 0;
  }
  if (tls_) return send_encrypted(parts);
  msghdr message{};
  message.msg_iov = const_cast<iovec*>(parts.data());
  message.msg_iovlen = parts.size();
  ssize_t sent = 0;
  do {
    // A frame is one part: send() spares the kernel from copying and checking the message's head and its list of parts.
    sent = parts.size() == 1 ? ::send(socket_.get(), parts[0].iov_base, parts[0].iov_len, MSG_NOSIGNAL | MSG_DONTWAIT)
                             : ::sendmsg(socket_.get(), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
  } while (sent < 0 && errno == EINTR);
  if (sent >= 0) return static_cast<std::size_t>(sent);
  if (!is_would_block(errno)) broken_ = true;
  return 0;
}

std::size_t ByteStream::send_encrypted(std::span<const iovec> parts) noexcept {
  const ssize_t sent = tls_->write(parts);
  if (sent >= 0) return static_cast<std::size_t>(sent);
  if (!is_would_block(errno)) broken_ = true;
  return 0;
}

bool ByteStream::take_plain_http() noexcept {
  if (!tls_ || !tls_->spoke_http()) return false;
  tls_.reset();
  return true;
}

std::size_t ByteStream::undelivered() const noexcept {
  int bytes = 0;
  return is_open() && ::ioctl(socket_.get(), SIOCOUTQ, &bytes) == 0 && bytes > 0 ? static_cast<std::size_t>(bytes) : 0;
}

void ByteStream::end_sending() noexcept {
  if (tls_) tls_->end();
  if (is_open()) ::shutdown(socket_.get(), SHUT_WR);
}

void ByteStream::reset() noexcept {
  tls_.reset();  // says no goodbye
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  if (is_open()) ::setsockopt(socket_.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

void ByteStream::close() {
  if (!is_open()) return;
  loop_.poller().remove(socket_.get(), *this);
  if (tls_) tls_->end();
  socket_.close();
  place_ = {};
  // They may be the last owners of whoever calls this.
  if (reader_ || writer_) loop_.post([reader = std::move(reader_), writer = std::move(writer_)] {});
}

StreamSocket ByteStream::release() {
  loop_.poller().remove(socket_.get(), *this);
  StreamSocket socket(std::move(socket_), std::move(tls_));
  socket.place = std::move(place_);
  return socket;
}

}  // namespace golive
