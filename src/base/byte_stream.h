#pragma once
// A connected, non-blocking socket of a loop: what http::Connection and transport::WebSocket have in common. It keeps no buffer:
// everything is read into the loop's one.
// Threads: the loop's own.
#include <sys/uio.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "base/file_descriptor.h"
#include "base/loop.h"
#include "base/poller.h"
#include "base/stream_socket.h"

namespace golive {

class ByteStream final : private Poller::Watched {
 public:
  // The owner. A read or a wait that goes on keeps it alive, and close() a moment longer.
  class Client {
   public:
    virtual ~Client() = default;
    // What arrived; the bytes may be changed in place and are gone when this returns. True: read on.
    virtual bool on_bytes(std::span<char> bytes) = 0;
    // The peer has ended its side, or the connection broke. Not called after close().
    virtual void on_end() = 0;
    // The kernel has room again. Once for each wait_writable().
    virtual void on_writable() = 0;
    // See Poller::Watched; from 2 on.
    virtual void prefetch_link([[maybe_unused]] int link) const noexcept {}
  };

  ByteStream(Loop& loop, StreamSocket socket);
  ~ByteStream();
  ByteStream(const ByteStream&) = delete;
  ByteStream& operator=(const ByteStream&) = delete;

  // Reads from now on, until on_bytes() answers false. The client is never called from within.
  void read(std::shared_ptr<Client> client);
  // After a send() that did not take everything.
  void wait_writable(std::shared_ptr<Client> client) { writer_ = std::move(client); }
  // Bytes the kernel took, from the front of `parts`; fewer when it has no room or the connection is broken().
  std::size_t send(std::span<const iovec> parts) noexcept;
  // Bytes the kernel has taken and the peer has not. A system call.
  std::size_t undelivered() const noexcept;
  // Says goodbye to the peer and goes on reading.
  void end_sending() noexcept;
  // The peer will see a broken connection, not an end; to be closed next.
  void reset() noexcept;
  // No callback follows.
  void close();
  // Gives the socket away; only from within on_bytes(), which then returns false.
  StreamSocket release();

  bool is_open() const noexcept { return static_cast<bool>(socket_); }
  bool is_encrypted() const noexcept { return tls_ != nullptr; }
  // In on_end(): true once if the peer spoke HTTP where a TLS handshake was due. What is sent from now on is not encrypted.
  bool take_plain_http() noexcept;
  // A send() found that the peer is gone. Reading ends as well, but after what came before.
  bool broken() const noexcept { return broken_; }

 private:
  void on_ready(std::uint32_t events) override;
  void prefetch_link(int link) const noexcept override;
  std::size_t send_encrypted(std::span<const iovec> parts) noexcept;
  void pump();
  void pump_later(std::shared_ptr<Client> client);

  Loop& loop_;
  FileDescriptor socket_;
  std::unique_ptr<TlsSession> tls_;  // none: nothing is encrypted
  AddressQuota::Place place_;        // until closed
  std::shared_ptr<Client> reader_;
  std::shared_ptr<Client> writer_;
  bool readable_ = false;  // there may be more to read
  bool ended_ = false;     // the peer's end has been announced: it is read although a read was short
  bool broken_ = false;
};

}  // namespace golive
