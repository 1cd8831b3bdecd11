#pragma once
// The encryption of one connection (TLS 1.2 and 1.3), between a ByteStream and its socket. Reads and writes look like the system's own, so
// that the plain path needs no seam but one comparison with nullptr. Threads: one at a time; goes from loop to loop with its socket.
#include <sys/types.h>
#include <sys/uio.h>

#include <memory>
#include <span>

typedef struct ssl_st SSL;
typedef struct ssl_ctx_st SSL_CTX;

namespace golive {

class TlsSession {
 public:
  // The server's side of a connection that has just been accepted. Throws std::bad_alloc.
  TlsSession(SSL_CTX* context, int descriptor);
  ~TlsSession();
  TlsSession(const TlsSession&) = delete;
  TlsSession& operator=(const TlsSession&) = delete;

  // As recv(2) and sendmsg(2) on a non-blocking socket do: -1 with errno EAGAIN while the peer or the kernel must come first, 0 at the end.
  // The handshake happens within. After a write that did not take all, the next one must begin with the same bytes.
  ssize_t read(std::span<char> buffer) noexcept;
  ssize_t write(std::span<const iovec> parts) noexcept;
  // Tells the peer that nothing follows, as far as the kernel takes it.
  void end() noexcept;

  // The last read has left nothing, neither in the socket nor here.
  bool drained() const noexcept;
  // A read waits for the kernel to take something.
  bool wants_writing() const noexcept { return wants_writing_; }
  // The peer began with an HTTP request instead of a handshake.
  bool spoke_http() const noexcept { return spoke_http_; }

 private:
  struct Io;
  int failure(int result) noexcept;

  std::unique_ptr<SSL, void (*)(SSL*)> ssl_;
  int descriptor_;
  bool socket_empty_ = false;  // the last recv was short
  bool wants_writing_ = false;
  bool spoke_http_ = false;
  bool failed_ = false;  // nothing more may be said on this session
};

}  // namespace golive
