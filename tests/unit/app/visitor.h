#pragma once
// What a browser or a script does to an app over real sockets: asks for pages, opens sockets, joins and says what it likes. Tests of what a
// user sees need none of it: they are in tests/pages.
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "unit/transport/transport_fixture.h"

namespace golive::test {

// The value of the first attribute of that name; empty if there is none.
inline std::string attribute_of(std::string_view page, std::string_view name) {
  const std::string mark = std::string(name) + "=\"";
  const std::size_t at = page.find(mark);
  if (at == std::string_view::npos) return {};
  const std::string_view value = page.substr(at + mark.size());
  return std::string(value.substr(0, value.find('"')));
}

// A page as it was served, and what its client remembers of it.
struct ServedPage {
  std::string path;
  std::string html;  // the whole answer
  std::string socket_path = "/live/websocket";

  std::string id() const { return attribute_of(html, "id"); }
  std::string token() const { return attribute_of(html, "data-token"); }
  std::string cookie() const { return cookie_after(html); }
  std::string socket_target() const { return socket_path + "?vsn=golive1&view=" + id(); }
  std::string join_message(std::uint64_t seq = 0, std::uint64_t ack = 0) const { return test::join_message(path, token(), seq, ack); }
};

// A tab of a browser: a page, and a socket that has asked to join its view. Counts events and frames as a client does, if it speaks by
// send(), ask() and read().
class Tab {
 public:
  // `headers`: of the request for the socket, "Name: value\r\n" each; `receive_buffer` as for TcpClient.
  Tab(std::uint16_t port, ServedPage served, std::string_view headers, int receive_buffer = 0)
      : page(std::move(served)), socket(std::make_unique<SocketClient>(port, page.socket_target(), headers, receive_buffer)) {
    join();
  }

  // `cookie`: "Cookie: ...\r\n" of another tab of the same visitor.
  explicit Tab(std::uint16_t port, const std::string& path = "/", const std::string& cookie = {}, int receive_buffer = 0);

  // Asks to join, and reads what that is answered with.
  void join() {
    socket->text(page.join_message());
    answer = read();
  }
  bool attached() const { return answer.starts_with(R"([1,0,"s",)") || answer.starts_with(R"([1,0,"f",)"); }
  bool told_to_reload() const { return answer == R"([0,0,"x",{"reason":"stale"}])"; }

  // The message of the next event; both as in JSON.
  std::string message(std::string_view event, std::string_view payload = "null") {
    return "[" + std::to_string(++sent_) + std::string(",\"").append(event).append("\",").append(payload) + "," + std::to_string(seen_) +
           "]";
  }
  void send(std::string_view event, std::string_view payload = "null") { socket->text(message(event, payload)); }
  // The next frame; "closed CODE" for a close frame, empty once the connection has ended.
  std::string read() {
    const Frame frame = socket->read();
    if (frame.opcode == 9) return pong(frame.payload), read();
    if (frame.opcode == 8) return "closed " + std::to_string(close_code(frame));
    std::uint64_t seq = 0;
    if (std::sscanf(frame.payload.c_str(), "[%lu,", &seq) == 1 && seq > seen_) seen_ = seq;
    return frame.payload;
  }
  // Reads on to the frame that contains `mark`; empty if the connection ends before.
  std::string read_to(std::string_view mark) {
    std::string frame = read();
    while (!frame.empty() && frame.find(mark) == std::string::npos) frame = read();
    return frame;
  }
  std::string ask(std::string_view event, std::string_view payload = "null") {
    send(event, payload);
    return read();
  }
  void leave() { socket->text(R"([0,"leave",null,0])"); }
  // Confirms the frames it has read.
  void confirm() { socket->text(R"([0,"ack",null,)" + std::to_string(seen_) + "]"); }
  void pong(std::string_view payload) { socket->tcp.send(client_frame(0x8a, payload)); }

  ServedPage page;
  std::unique_ptr<SocketClient> socket;
  std::string answer;

 private:
  std::uint64_t sent_ = 0;
  std::uint64_t seen_ = 0;
};

class Visitor {
 public:
  explicit Visitor(std::uint16_t port) : port_(port) {}

  // The whole answer. `headers`: "Name: value\r\n" each.
  std::string ask(std::string_view method, std::string_view target, std::string_view headers = {}, std::string_view body = {}) const {
    TcpClient client(port_);
    std::string request = std::string(method).append(" ").append(target).append(" HTTP/1.1\r\nHost: localhost\r\n").append(headers);
    if (!body.empty()) request.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n");
    client.send(request.append("\r\n").append(body));
    return client.read_response(method == "HEAD");
  }
  std::string get(std::string_view target, std::string_view headers = {}) const { return ask("GET", target, headers); }
  static int status_of(std::string_view answer) { return answer.size() < 12 ? 0 : std::stoi(std::string(answer.substr(9, 3))); }
  int status(std::string_view method, std::string_view target, std::string_view headers = {}) const {
    return status_of(ask(method, target, headers));
  }
  static std::string body_of(std::string_view answer) { return std::string(answer.substr(answer.find("\r\n\r\n") + 4)); }
  // The value of a header as it is spelt in the answer; "-" if it is not there.
  static std::string header_of(std::string_view answer, std::string_view name) {
    const std::string mark = "\r\n" + std::string(name) + ": ";
    const std::size_t at = answer.substr(0, answer.find("\r\n\r\n") + 2).find(mark);
    if (at == std::string_view::npos) return "-";
    const std::string_view value = answer.substr(at + mark.size());
    return std::string(value.substr(0, value.find("\r\n")));
  }

  // Asks for a socket: the head of the answer.
  std::string upgrade(std::string_view target, std::string_view headers = {}) const {
    TcpClient client(port_);
    client.send(upgrade_request(target, headers));
    return client.read_response();
  }

  ServedPage page(const std::string& path, std::string_view headers = {}) const { return {path, get(path, headers)}; }
  // A socket for a page, which has not said anything; with the page's own cookie.
  std::unique_ptr<SocketClient> open(const ServedPage& page) const { return open(page, page.cookie()); }
  std::unique_ptr<SocketClient> open(const ServedPage& page, std::string_view headers) const {
    return std::make_unique<SocketClient>(port_, page.socket_target(), headers);
  }

  Tab join(const std::string& path, const std::string& headers_of_get = {}) const { return join(page(path, headers_of_get)); }
  Tab join(const ServedPage& page) const { return {port_, page, page.cookie()}; }

 private:
  std::uint16_t port_;
};

inline Tab::Tab(std::uint16_t port, const std::string& path, const std::string& cookie, int receive_buffer)
    : page(Visitor(port).page(path, cookie)) {
  const std::string own = page.cookie();
  socket = std::make_unique<SocketClient>(port, page.socket_target(), own.empty() ? cookie : own, receive_buffer);
  join();
}

}  // namespace golive::test
