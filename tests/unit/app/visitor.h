#pragma once
// What a browser does to an app in tests: asks for pages, opens sockets, joins.
#include <memory>
#include <string>
#include <string_view>

#include "unit/transport/transport_fixture.h"

namespace golive::test {

// The value of the first attribute of that name.
inline std::string attribute_of(std::string_view page, std::string_view name) {
  const std::string mark = std::string(name) + "=\"";
  const std::size_t at = page.find(mark);
  if (at == std::string_view::npos) return {};
  const std::string_view value = page.substr(at + mark.size());
  return std::string(value.substr(0, value.find('"')));
}

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
    client.send(SocketClient::request(target, headers));
    return client.read_response();
  }

  // A page and a socket that asked to join its view.
  struct Joined {
    std::string html;
    std::unique_ptr<SocketClient> socket;
    std::string answer;
    bool attached() const { return answer.starts_with(R"([1,0,"s",)") || answer.starts_with(R"([1,0,"f",)"); }
    bool told_to_reload() const { return answer == R"([0,0,"x",{"reason":"stale"}])"; }
  };
  Joined join(const std::string& path, std::string_view headers_of_get = {}) const {
    return join_page(get(path, headers_of_get), path, "/live/websocket");
  }
  Joined join_page(std::string html, const std::string& url, const std::string& socket_path) const {
    Joined joined{std::move(html), nullptr, {}};
    const std::string id = attribute_of(joined.html, "id");
    joined.socket = std::make_unique<SocketClient>(port_, socket_path + "?vsn=golive1&view=" + id, cookie_after(joined.html));
    joined.socket->text(R"([0,"join",{"token":")" + attribute_of(joined.html, "data-token") + R"(","url":")" + url +
                        R"(","seq":0,"ack":0},0])");
    joined.answer = joined.socket->read().payload;
    return joined;
  }

 private:
  std::uint16_t port_;
};

}  // namespace golive::test
