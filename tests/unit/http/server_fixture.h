#pragma once
// A server with a handler of many faces, for tests over real sockets.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "golive/log.h"
#include "http/server.h"
#include "unit/http/tcp_client.h"

namespace golive::test {

using namespace std::chrono_literals;
using http::Reply;
using http::Request;
using http::Response;

// "/echo" tells what arrived, "/big" sends 20 MB, "/throw" throws, "/later" answers from another turn of the loop, "/drop" never.
class TestHandler final : public http::Handler {
 public:
  void handle(const Request& request, Reply reply) override {
    if (request.path == "/big") {
      reply(Response(200, "text/plain", std::string(20'000'000, 'b')));
    } else if (request.path == "/throw") {
      throw std::runtime_error("secret of the inside");
    } else if (request.path == "/later") {
      Loop::current()->post(
          [&request, reply = std::move(reply)]() mutable { reply(Response(200, "text/plain", "later " + request.path)); });
    } else if (request.path == "/never") {
      waiting_.emplace(std::move(reply));
    } else if (request.path == "/drop") {
      const Reply dropped = std::move(reply);
    } else if (request.path.starts_with("/stream")) {
      reply(stream(request));
    } else if (request.path == "/loop") {
      reply(Response(200, "text/plain", std::to_string(Loop::current()->index())));
    } else if (request.path == "/who") {
      reply(Response(200, "text/plain", std::string(request.peer) + ' ' + std::string(request.scheme) + ' ' + std::string(request.host)));
    } else if (request.path == "/host") {
      reply(Response(200, "text/plain", std::string(request.scheme) + ' ' + std::string(request.host)));
    } else if (request.path == "/inject") {
      reply(Response(200).add("X-Name", "a\r\nSet-Cookie: evil=1"));
    } else {
      reply(Response(200, "text/plain", describe(request)));
    }
  }
  // Pieces that streams have made.
  std::atomic<int> pieces = 0;
  bool is_waiting() const { return waiting_.has_value(); }
  void forget() { waiting_.reset(); }

 private:
  // "/stream" makes three pieces, "/stream/big" 1,000 of 64 KiB, "/stream/throws" one, "/stream/later" waits between two, "/stream/known"
  // 10 bytes of known length, "/stream/short" fewer than it says.
  Response stream(const Request& request) {
    Response response(200, "text/plain", {});
    BodySource source = [this, n = 0, kind = request.path.substr(7)](std::string& piece) mutable {
      ++pieces;
      ++n;
      if (kind == "/throws" && n == 2) throw std::runtime_error("secret of the inside");
      if (kind == "/later" && n == 2) return BodySource::later;
      if (kind == "/big") piece.append(65536, static_cast<char>('a' + n % 26));
      else piece += "<piece " + std::to_string(n) + ">";
      return n == (kind == "/big" ? 1000 : kind == "/known" ? 1 : 3) ? BodySource::end : BodySource::more;
    };
    if (request.path == "/stream/known") response.set_source(std::move(source), 9);
    else if (request.path == "/stream/short") response.set_source(std::move(source), 100);
    else response.set_source(std::move(source));
    return response;
  }
  static std::string describe(const Request& request) {
    std::string text(request.method_name);
    text.append(" ").append(request.path).append("?").append(request.query).append(" from ").append(request.peer);
    return text.append(" x=").append(request.header("x-test")).append(" body=").append(request.body);
  }
  std::optional<Reply> waiting_;
};

class HttpServer : public testing::Test {
 protected:
  void SetUp() override { set_log_level(LogLevel::off); }
  void TearDown() override {
    if (loops_) loops_->stop();
    server_.reset();
    handler_.forget();
    loops_.reset();
    set_log_level(LogLevel::info);
  }
  void start(const HttpLimits& limits = {}, std::size_t loops = 1, std::size_t connections = 1000) {
    loops_.emplace(loops);
    server_.emplace(loops_->pointers(), http::ServerOptions{limits, connections}, handler_, nullptr);
    const auto listening = server_->listen("127.0.0.1", 0);
    ASSERT_TRUE(listening) << listening.error();
    loops_->run();
  }
  std::string answer(std::string_view request) {
    TcpClient client(server_->port());
    client.send(request);
    return client.read_response();
  }

  TestHandler handler_;
  std::optional<RunningLoops> loops_;
  std::optional<http::Server> server_;
};

inline std::string get(std::string_view path, std::string_view headers = {}) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: h\r\n" + std::string(headers) + "\r\n";
}
inline bool has_status(const std::string& response, int status) { return response.starts_with("HTTP/1.1 " + std::to_string(status) + ' '); }
inline std::string body_of(const std::string& response) {
  return response.substr(std::min(response.find("\r\n\r\n") + 4, response.size()));
}

}  // namespace golive::test
