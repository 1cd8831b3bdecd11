// The same answers as epoll_echo's by Boost.Beast, on one thread: HTTP by async_read and async_write, WebSockets by websocket::stream.
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>
#include <memory>
#include <sstream>
#include <string>
#include <unordered_set>
#include <utility>

#include "command_line.h"

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using Error = boost::system::error_code;
using Response = http::response<http::string_body>;

class WebSocket;

// What all connections share.
struct Site {
  std::string reply;
  Response page;
  Response done;
  std::unordered_set<WebSocket*> open;
};

class WebSocket : public std::enable_shared_from_this<WebSocket> {
 public:
  WebSocket(tcp::socket socket, Site& site) : stream_(std::move(socket)), site_(site) {}
  ~WebSocket() { site_.open.erase(this); }
  WebSocket(const WebSocket&) = delete;
  WebSocket& operator=(const WebSocket&) = delete;

  void accept(const http::request<http::string_body>& request) {
    stream_.async_accept(request, [self = shared_from_this()](Error error) {
      if (error) return;
      self->site_.open.insert(self.get());
      self->stream_.text(true);
      self->read();
    });
  }

  // What cannot be written yet is left out, as a frame replaces the one before.
  void send() {
    if (std::exchange(is_writing_, true)) return;
    stream_.async_write(asio::buffer(site_.reply), [self = shared_from_this()](Error, std::size_t) { self->is_writing_ = false; });
  }

 private:
  void read() {
    stream_.async_read(buffer_, [self = shared_from_this()](Error error, std::size_t) {
      if (error) return;
      self->buffer_.clear();
      self->send();
      self->read();
    });
  }

  beast::websocket::stream<tcp::socket> stream_;
  beast::flat_buffer buffer_;
  bool is_writing_ = false;
  Site& site_;
};

class HttpConnection : public std::enable_shared_from_this<HttpConnection> {
 public:
  HttpConnection(tcp::socket socket, Site& site) : socket_(std::move(socket)), site_(site) {}

  void read() {
    request_ = {};
    http::async_read(socket_, buffer_, request_, [self = shared_from_this()](Error error, std::size_t) {
      if (!error) self->answer();
    });
  }

 private:
  void answer() {
    if (beast::websocket::is_upgrade(request_)) return std::make_shared<WebSocket>(std::move(socket_), site_)->accept(request_);
    if (request_.method() == http::verb::post) {
      for (WebSocket* socket : site_.open) socket->send();
      return write(site_.done);
    }
    write(site_.page);
  }

  void write(const Response& response) {
    http::async_write(socket_, response, [self = shared_from_this()](Error error, std::size_t) {
      if (!error) self->read();
    });
  }

  tcp::socket socket_;
  beast::flat_buffer buffer_;
  http::request<http::string_body> request_;
  Site& site_;
};

void accept(tcp::acceptor& acceptor, Site& site) {
  acceptor.async_accept([&](Error error, tcp::socket socket) {
    if (!error) {
      socket.set_option(tcp::no_delay(true), error);
      std::make_shared<HttpConnection>(std::move(socket), site)->read();
    }
    accept(acceptor, site);
  });
}

// A response of `size` bytes, head included.
Response response(std::size_t size) {
  Response made{http::status::ok, 11};
  made.body().assign(size, 'p');
  made.prepare_payload();
  std::ostringstream head;
  head << made.base();
  made.body().resize(size - std::min(size, head.str().size()));
  made.prepare_payload();
  return made;
}

}  // namespace

int main(int argc, char** argv) {
  const rivals::CommandLine line = rivals::read_command_line(argc, argv);
  Site site{.reply = std::string(line.reply, 'r'), .page = response(line.page), .done = response(0), .open = {}};
  asio::io_context context(1);
  tcp::acceptor acceptor(context, {asio::ip::address_v4::loopback(), line.port});
  rivals::say_listening(acceptor.local_endpoint().port());
  accept(acceptor, site);
  context.run();
}
