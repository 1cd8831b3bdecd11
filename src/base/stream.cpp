#include "base/stream.h"

#include <sys/socket.h>

#include <boost/asio/buffer.hpp>
#include <cerrno>
#include <cstring>
#include <tuple>
#include <utility>

namespace golive {
namespace {

// A client that sends without pause gets at most this many buffers before the loop's other connections have their turn.
constexpr int kReadsPerTurn = 4;

}  // namespace

struct Stream::ReadHandler {
  Stream* stream;
  std::shared_ptr<Client> client;
  void operator()(const boost::system::error_code& error, std::size_t size) {
    if (!stream->is_open()) return;
    if (error) return client->on_end();
    stream->on_read(size, std::move(client));
  }
};

struct Stream::WriteHandler {
  Stream* stream;
  std::shared_ptr<Client> client;
  void operator()(const boost::system::error_code& error) {
    if (!error && stream->is_open()) client->on_writable();
  }
};

Stream::Stream(Loop& loop, FileDescriptor socket, std::span<char> area) : loop_(loop), socket_(loop.io()), area_(area) {
  boost::system::error_code ignored;
  socket_.assign(boost::asio::ip::tcp::v4(), socket.get(), ignored);
  if (!ignored) std::ignore = socket.release();
}

void Stream::read(std::shared_ptr<Client> client) {
  if (socket_.is_open()) socket_.async_receive(boost::asio::buffer(area_.data(), area_.size()), ReadHandler{this, std::move(client)});
}

void Stream::on_read(std::size_t size, std::shared_ptr<Client> client) {
  const bool more = size < area_.size() ? client->on_bytes(area_.first(size)) : read_rest(size, *client);
  if (more) read(std::move(client));
}

bool Stream::read_rest(std::size_t size, Client& client) {
  const std::span<char> buffer = loop_.read_buffer();
  std::memcpy(buffer.data(), area_.data(), size);
  for (int turn = 0; turn < kReadsPerTurn; ++turn) {
    const std::span<char> room = buffer.subspan(size);
    const ssize_t got = ::recv(socket_.native_handle(), room.data(), room.size(), MSG_DONTWAIT);
    // An end or an error is reported again to the next read.
    if (got > 0) size += static_cast<std::size_t>(got);
    if (size > 0 && !client.on_bytes(buffer.first(size))) return false;
    if (got < static_cast<ssize_t>(room.size()) || !socket_.is_open()) return true;
    size = 0;
  }
  return true;
}

void Stream::wait_writable(std::shared_ptr<Client> client) {
  if (socket_.is_open()) socket_.async_wait(boost::asio::socket_base::wait_write, WriteHandler{this, std::move(client)});
}

std::size_t Stream::send(std::span<const iovec> parts) noexcept {
  if (!socket_.is_open()) return 0;
  msghdr message{};
  message.msg_iov = const_cast<iovec*>(parts.data());
  message.msg_iovlen = parts.size();
  ssize_t sent = 0;
  do {
    sent = ::sendmsg(socket_.native_handle(), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
  } while (sent < 0 && errno == EINTR);
  if (sent >= 0) return static_cast<std::size_t>(sent);
  if (errno != EAGAIN && errno != EWOULDBLOCK) broken_ = true;
  return 0;
}

void Stream::end_sending() noexcept {
  if (socket_.is_open()) ::shutdown(socket_.native_handle(), SHUT_WR);
}

void Stream::close() noexcept {
  boost::system::error_code ignored;
  socket_.close(ignored);
}

FileDescriptor Stream::release() {
  boost::system::error_code ignored;
  return FileDescriptor(socket_.release(ignored));
}

}  // namespace golive
