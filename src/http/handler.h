#pragma once
// The two doors out of http/: what answers requests (implemented in app/) and what takes connections that leave HTTP
// (implemented in transport/).
// Threads: called on the loop that owns the connection.
#include <memory>
#include <optional>
#include <string>

#include "base/stream_socket.h"
#include "http/request.h"
#include "http/response.h"

namespace golive::http {

// Where the answer to one request goes: once, at once or later. Destroyed without an answer it sends 500.
// Threads: the connection's loop only; post() to it from elsewhere.
class Reply {
 public:
  // Implemented by the connection.
  class Sink {
   public:
    virtual void respond(Response response) = 0;

   protected:
    ~Sink() = default;
  };

  explicit Reply(std::shared_ptr<Sink> sink) noexcept : sink_(std::move(sink)) {}
  Reply(Reply&&) noexcept = default;
  Reply& operator=(Reply&&) = delete;
  ~Reply() {
    if (sink_) sink_->respond(Response::error(500));
  }

  // The request is gone after this. A client that left meanwhile is no error.
  void operator()(Response response) { std::exchange(sink_, nullptr)->respond(std::move(response)); }

 private:
  std::shared_ptr<Sink> sink_;
};

class Handler {
 public:
  virtual ~Handler() = default;
  // Answers a request of any method but `other`. `request` lives until `reply` is called or destroyed; the body of an answer to HEAD is not
  // sent. An exception answers 500 and is logged.
  virtual void handle(const Request& request, Reply reply) = 0;
};

// A connection that asked for another protocol.
class Leaving {
 public:
  // Takes the socket out of HTTP, with the bytes that came after the request. Once.
  struct Socket {
    StreamSocket stream;
    std::string unread;
  };
  virtual Socket release() = 0;

 protected:
  ~Leaving() = default;
};

class Upgrader {
 public:
  virtual ~Upgrader() = default;
  // Asked for every request with `Connection: Upgrade`. Answers with a response, or releases the connection and answers nothing.
  virtual std::optional<Response> upgrade(const Request& request, Leaving& connection) = 0;
};

}  // namespace golive::http
