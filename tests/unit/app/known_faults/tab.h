#pragma once
// KnownFaults are faults that frameworks of this kind have shipped, each under its number, over a whole app and real sockets: what must not
// happen here. Those of the browser are in tests/browser/known_faults.spec.ts; tools/check_known_faults says which number has no test.
#include <cstdint>
#include <cstdio>
#include <functional>
#include <string>
#include <string_view>

#include "unit/app/visitor.h"

namespace golive::test {

// A tab of a browser: a page, and a socket that has joined its view. Counts events and frames as a client does.
class Tab {
 public:
  // `cookie`: "Cookie: ...\r\n" of another tab of the same visitor. `receive_buffer` as for TcpClient.
  explicit Tab(std::uint16_t port, const std::string& path = "/", const std::string& cookie = {}, int receive_buffer = 0)
      : html_(Visitor(port).get(path, cookie)),
        cookie_(cookie_after(html_).empty() ? cookie : cookie_after(html_)),
        tcp_(port, receive_buffer) {
    tcp_.send(SocketClient::request("/live/websocket?vsn=golive1&view=" + id(), cookie_));
    tcp_.read_until("\r\n\r\n");
    tcp_.send(client_frame(0x81, join_message(path)));
    joined_ = read();
  }

  const std::string& html() const { return html_; }
  const std::string& cookie() const { return cookie_; }
  const std::string& joined() const { return joined_; }
  bool attached() const { return joined_.starts_with(R"([1,0,"s",)") || joined_.starts_with(R"([1,0,"f",)"); }
  std::string id() const { return attribute_of(html_, "id"); }
  std::string join_message(const std::string& path = "/") const {
    return R"([0,"join",{"token":")" + attribute_of(html_, "data-token") + R"(","url":")" + path + R"(","seq":0,"ack":0},0])";
  }

  // The message of the next event; both as in JSON.
  std::string message(std::string_view event, std::string_view payload = "null") {
    return std::string("[")
               .append(std::to_string(++sent_))
               .append(",\"")
               .append(event)
               .append("\",")
               .append(payload)
               .append(",")
               .append(std::to_string(seen_)) += "]";
  }
  void send(std::string_view event, std::string_view payload = "null") { tcp_.send(client_frame(0x81, message(event, payload))); }
  // The next frame; "closed CODE" for a close frame, empty once the connection has ended.
  std::string read() {
    const Frame frame = read_frame(tcp_);
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
  void leave() { tcp_.send(client_frame(0x81, R"([0,"leave",null,0])")); }
  void pong(std::string_view payload) { tcp_.send(client_frame(0x8a, payload)); }
  TcpClient& tcp() { return tcp_; }

 private:
  std::string html_;
  std::string cookie_;
  TcpClient tcp_;
  std::string joined_;
  std::uint64_t sent_ = 0;
  std::uint64_t seen_ = 0;
};

}  // namespace golive::test
