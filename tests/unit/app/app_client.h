#pragma once
// What a browser or a script does to a running app, over real sockets.
#include <memory>
#include <string>
#include <string_view>

#include "unit/transport/transport_fixture.h"

namespace golive::test {

// The value of the first attribute of that name in a page.
inline std::string attribute(std::string_view page, std::string_view name) {
  const std::string mark = std::string(name) + "=\"";
  const std::size_t at = page.find(mark) + mark.size();
  return std::string(page.substr(at, page.find('"', at) - at));
}

inline std::string request(std::uint16_t port, std::string_view method, std::string_view target, std::string_view body = {},
                           std::string_view headers = {}) {
  TcpClient client(port);
  client.send(std::string(method) + " " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: test\r\n" +
              std::string(headers) + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body));
  return client.read_response(method == "HEAD");
}

// A page and what its client remembers of it.
struct Page {
  std::string path;
  std::string html;

  std::string cookie() const { return cookie_after(html); }
  std::string socket_target() const { return "/live/websocket?vsn=golive1&view=" + attribute(html, "id"); }
  // `seq`: the newest frame applied; `ack`: the newest event answered.
  std::string join_message(std::uint64_t seq = 0, std::uint64_t ack = 0) const {
    return R"([0,"join",{"token":")" + attribute(html, "data-token") + R"(","url":")" + path + R"(","seq":)" + std::to_string(seq) +
           R"(,"ack":)" + std::to_string(ack) + "},0]";
  }
};

inline Page get_page(std::uint16_t port, const std::string& path, std::string_view headers = {}) {
  return {path, request(port, "GET", path, {}, headers)};
}

}  // namespace golive::test
