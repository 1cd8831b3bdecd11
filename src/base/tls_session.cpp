#include "base/tls_session.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <new>

namespace golive {
namespace {

constexpr std::size_t kRecordBytes = 16 * 1024;  // RFC 8446 section 5.1

// A place in the bytes of several parts.
struct Gather {
  std::span<const iovec> parts;
  std::size_t part = 0;
  std::size_t offset = 0;  // in that part

  // Copies what comes next, as much as there is room for.
  std::size_t peek(std::span<char> to) const noexcept {
    std::size_t size = 0;
    for (std::size_t i = part; i < parts.size() && size < to.size(); ++i) {
      const std::size_t from = i == part ? offset : 0;
      const std::size_t count = std::min(to.size() - size, parts[i].iov_len - from);
      if (count > 0) std::memcpy(to.data() + size, static_cast<const char*>(parts[i].iov_base) + from, count);
      size += count;
    }
    return size;
  }
  void skip(std::size_t size) noexcept {
    offset += size;
    while (part < parts.size() && offset >= parts[part].iov_len) offset -= parts[part++].iov_len;
  }
};

bool is_would_block(int error) noexcept { return error == EAGAIN || error == EWOULDBLOCK || error == EINTR; }

}  // namespace

// Between OpenSSL and the socket: its own BIO writes without MSG_NOSIGNAL, and a library does not touch the program's signals.
struct TlsSession::Io {
  static TlsSession& session(BIO* bio) noexcept { return *static_cast<TlsSession*>(::BIO_get_data(bio)); }

  static int read(BIO* bio, char* to, int size) {
    ::BIO_clear_retry_flags(bio);
    const ssize_t got = ::recv(session(bio).descriptor_, to, static_cast<std::size_t>(size), MSG_DONTWAIT);
    if (got < 0 && is_would_block(errno)) ::BIO_set_retry_read(bio);
    session(bio).socket_empty_ = got < size && got != 0;
    return static_cast<int>(got);
  }
  static int write(BIO* bio, const char* from, int size) {
    ::BIO_clear_retry_flags(bio);
    const ssize_t sent = ::send(session(bio).descriptor_, from, static_cast<std::size_t>(size), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && is_would_block(errno)) ::BIO_set_retry_write(bio);
    return static_cast<int>(sent);
  }
  static long control(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

  static BIO_METHOD* method() {
    static BIO_METHOD* const method = [] {
      BIO_METHOD* const made = ::BIO_meth_new(::BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "golive socket");
      if (made == nullptr) throw std::bad_alloc();
      ::BIO_meth_set_read(made, read);
      ::BIO_meth_set_write(made, write);
      ::BIO_meth_set_ctrl(made, control);
      return made;
    }();
    return method;
  }
};

TlsSession::TlsSession(SSL_CTX* context, int descriptor) : ssl_(::SSL_new(context), ::SSL_free), descriptor_(descriptor) {
  BIO* const bio = ssl_ ? ::BIO_new(Io::method()) : nullptr;
  if (bio == nullptr) throw std::bad_alloc();
  ::BIO_set_data(bio, this);
  ::BIO_set_init(bio, 1);
  ::SSL_set_bio(ssl_.get(), bio, bio);
  ::SSL_set_accept_state(ssl_.get());
}

TlsSession::~TlsSession() = default;

// What the system would have said.
int TlsSession::failure(int result) noexcept {
  const int error = ::SSL_get_error(ssl_.get(), result);
  wants_writing_ = error == SSL_ERROR_WANT_WRITE;
  if (error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE) {
    errno = EAGAIN;
    return -1;
  }
  if (error == SSL_ERROR_ZERO_RETURN) return 0;
  failed_ = true;
  spoke_http_ = ERR_GET_REASON(::ERR_peek_error()) == SSL_R_HTTP_REQUEST;
  ::ERR_clear_error();
  errno = EPROTO;
  return -1;
}

ssize_t TlsSession::read(std::span<char> buffer) noexcept {
  if (failed_) return 0;
  ::ERR_clear_error();
  const int got = ::SSL_read(ssl_.get(), buffer.data(), static_cast<int>(buffer.size()));
  wants_writing_ = false;
  return got > 0 ? got : failure(got);
}

bool TlsSession::drained() const noexcept { return socket_empty_ && ::SSL_has_pending(ssl_.get()) == 0; }

// Record by record: the parts are gathered first, since each record costs 22 bytes more and a call. An interrupted record is finished by
// the next call, which begins with the same bytes.
ssize_t TlsSession::write(std::span<const iovec> parts) noexcept {
  std::array<char, kRecordBytes> record;
  Gather gather{parts};
  std::size_t taken = 0;
  while (const std::size_t size = gather.peek(record)) {
    ::ERR_clear_error();
    const int sent = failed_ ? 0 : ::SSL_write(ssl_.get(), record.data(), static_cast<int>(size));
    if (sent > 0) {
      taken += static_cast<std::size_t>(sent);
      gather.skip(static_cast<std::size_t>(sent));
      continue;
    }
    if (!failed_) failure(sent);
    wants_writing_ = false;  // whoever writes waits for the kernel anyhow
    if (failed_) errno = EPIPE;
    return taken > 0 ? static_cast<ssize_t>(taken) : -1;
  }
  return static_cast<ssize_t>(taken);
}

void TlsSession::end() noexcept {
  if (failed_ || ::SSL_in_init(ssl_.get()) != 0) return;
  ::ERR_clear_error();
  ::SSL_shutdown(ssl_.get());
  ::ERR_clear_error();
}

}  // namespace golive
