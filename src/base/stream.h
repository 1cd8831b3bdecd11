#pragma once
// A connected, non-blocking socket of a loop: what http::Connection and transport::WebSocket have in common.
//
// Reading: Asio reads into a small area of the owner, and only what does not fit goes on into the loop's one big buffer. An area per
// connection, because Asio may read for one connection before another's handler has run; not a wait followed by a read of our
// own, because Asio pays one epoll_ctl for each wait. A read shorter than the area tells Asio that the socket is empty, so an event
// costs exactly one recv. (strace -c -f over 200,000 echoes: 1.00 recvmsg, 1.00 sendmsg and 0.1 epoll_wait each.)
//
// Threads: the loop's own.
#include <sys/uio.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstddef>
#include <memory>
#include <span>

#include "base/file_descriptor.h"
#include "base/loop.h"

namespace golive {

class Stream {
 public:
  // The owner. A pending read or wait keeps it alive.
  class Client {
   public:
    virtual ~Client() = default;
    // What arrived; the bytes may be changed in place and are gone when this returns. True: read on.
    virtual bool on_bytes(std::span<char> bytes) = 0;
    // The peer has ended its side, or the connection broke. Not called after close().
    virtual void on_end() = 0;
    // The kernel has room again. Once for each wait_writable().
    virtual void on_writable() = 0;
  };

  // `area` is the owner's and lives as long as this.
  Stream(Loop& loop, FileDescriptor socket, std::span<char> area);

  void read(std::shared_ptr<Client> client);
  void wait_writable(std::shared_ptr<Client> client);
  // Bytes the kernel took, from the front of `parts`; fewer when it has no room or the connection is broken().
  std::size_t send(std::span<const iovec> parts) noexcept;
  // Says goodbye to the peer and goes on reading.
  void end_sending() noexcept;
  // Pending callbacks are dropped.
  void close() noexcept;
  // Gives the socket away; only from within on_bytes(), which then returns false.
  FileDescriptor release();

  bool is_open() const noexcept { return socket_.is_open(); }
  // A send() found that the peer is gone. Reading ends as well, but after what came before.
  bool broken() const noexcept { return broken_; }
  Loop& loop() const noexcept { return loop_; }

 private:
  struct ReadHandler;
  struct WriteHandler;
  void on_read(std::size_t size, std::shared_ptr<Client> client);
  bool read_rest(std::size_t size, Client& client);

  Loop& loop_;
  boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type> socket_;
  std::span<char> area_;
  bool broken_ = false;
};

}  // namespace golive
