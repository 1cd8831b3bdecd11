#pragma once
// One HTTP connection, from accept to close or until it leaves HTTP.
// Threads: its loop's own. Owned by its pending read, write or reply; the set knows it while it is open.
#include <atomic>
#include <list>
#include <memory>
#include <string>

#include "base/byte_stream.h"
#include "base/ticker.h"
#include "base/tls_certificate.h"
#include "http/handler.h"
#include "http/options.h"
#include "http/outgoing.h"
#include "http/parser.h"

namespace golive::http {

class Connection;

// A connection on its way to its loop.
struct Accepted {
  FileDescriptor socket;
  std::string peer;
  std::shared_ptr<const TlsCertificate> certificate;  // none: not encrypted
  bool over_limit = false;
  AddressQuota::Place place = {};
};

// The open connections of one loop, and what they share.
class ConnectionSet {
 public:
  ConnectionSet(Loop& loop, const ServerOptions& options, Handler& handler, Upgrader* upgrader, std::atomic<std::size_t>& open);
  ~ConnectionSet();  // closes them
  ConnectionSet(const ConnectionSet&) = delete;
  ConnectionSet& operator=(const ConnectionSet&) = delete;

  // Serves a new connection; one over the limit with 503, or not at all if that would take a handshake.
  void serve(Accepted connection);
  // Ends those that wait for a request; the others end after their response.
  void end_idle();

 private:
  friend class Connection;
  // Limits in ticks of the loop's ticker.
  struct Ticks {
    Ticker::Tick handshake, head, body, idle, write, linger, source;
  };

  Loop& loop_;
  const HttpLimits& limits_;
  const TrustedProxies& proxies_;
  Handler& handler_;
  Upgrader* upgrader_;
  std::atomic<std::size_t>& open_;
  Ticks ticks_;
  std::size_t least_received_;  // of a body in one body_time
  std::size_t least_taken_;     // of a response in one write_time
  bool ending_ = false;
  std::list<Connection*> connections_;
};

class Connection final : public std::enable_shared_from_this<Connection>,
                         public ByteStream::Client,
                         public Reply::Sink,
                         private Leaving,
                         private Ticker::Entry {
 public:
  Connection(ConnectionSet& set, StreamSocket socket, std::string peer);
  ~Connection();

  void start(bool over_limit);
  void close() noexcept;
  void end_when_idle();

 private:
  enum class State : std::uint8_t {
    reading,
    answering,  // the handler has the request
    writing,    // the kernel has not taken all of the response, or not all of it is made
    lingering,  // answered for the last time: reads on, so that the system does not throw away what the client has not read
    closed,
  };

  bool on_bytes(std::span<char> bytes) override;
  void on_end() override;
  void on_writable() override;
  void respond(Response response) override;
  Socket release() override;
  void on_limit() override;

  void resume_reading();
  bool proceed();
  void set_read_limit();
  void answer();
  bool take_forwarded(Request& request);
  void write(Response response);
  void write_on();
  void finish_response();
  bool is_fast_enough() noexcept;

  ConnectionSet* set_;  // until closed
  std::list<Connection*>::iterator place_;
  Parser parser_;
  std::string peer_;
  State state_ = State::reading;
  Parser::Progress progress_ = Parser::Progress::idle;
  Parser::Progress limited_ = Parser::Progress::request;  // the stage whose limit is set
  bool keep_alive_ = true;
  bool read_pending_ = false;
  bool in_turn_ = false;                  // proceed() is on the stack and goes on with the next request itself
  bool waiting_ = false;                  // for the source of the response
  bool timed_ = false;                    // the limit of the response is set
  std::unique_ptr<Outgoing> outgoing_;    // the rest of the response being written
  std::unique_ptr<Forwarded> forwarded_;  // of the request being answered, where proxies are trusted
  std::size_t received_ = 0;              // bytes of the body since its limit was set
  ByteStream stream_;
};

}  // namespace golive::http
