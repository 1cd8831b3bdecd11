#include "mix/web_socket_client.h"

#include <sys/socket.h>

#include <array>
#include <cerrno>

#include "unit/transport/client_messages.h"

namespace mix {
namespace {

std::uint64_t read_big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

}  // namespace

WebSocketClient::WebSocketClient(Place place, std::string_view target, Random& random, int receive_buffer, std::string_view cookies)
    : random_(random), stream_(place, receive_buffer) {
  const std::string host = "localhost:" + std::to_string(place.port);
  const std::string cookie_line = cookies.empty() ? "" : "Cookie: " + std::string(cookies) + "\r\n";
  stream_.send(golive::test::upgrade_request(target, "Origin: http://" + host + "\r\n" + cookie_line, host));
  auto end = buffer_.find("\r\n\r\n");
  while (end == buffer_.npos) {
    const std::string more = stream_.receive();
    if (more.empty()) throw WrongAnswer("connection closed during the handshake");
    buffer_ += more;
    end = buffer_.find("\r\n\r\n");
  }
  if (!buffer_.starts_with("HTTP/1.1 101 ")) throw WrongAnswer("no upgrade: " + buffer_.substr(0, buffer_.find('\r')));
  // The answer to the key of RFC 6455 section 1.3.
  if (buffer_.find("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=") > end) throw WrongAnswer("wrong Sec-WebSocket-Accept");
  buffer_.erase(0, end + 4);
}

std::string WebSocketClient::frame(std::string_view payload, Opcode opcode, bool last) {
  return golive::test::client_frame((last ? 0x80 : 0) | static_cast<int>(opcode), payload, static_cast<std::uint32_t>(random_()));
}

bool WebSocketClient::fill(std::size_t bytes) {
  while (buffer_.size() < bytes) {
    const std::string more = stream_.receive();
    if (more.empty()) return false;
    buffer_ += more;
  }
  return true;
}

std::optional<Incoming> WebSocketClient::receive() {
  for (;;) {
    if (!fill(2)) return std::nullopt;
    const auto first = static_cast<unsigned char>(buffer_[0]);
    const auto second = static_cast<unsigned char>(buffer_[1]);
    if ((first & 0xf0) != 0x80 || (second & 0x80) != 0) throw WrongAnswer("a fragmented, reserved or masked frame from the server");
    std::size_t head = 2;
    std::uint64_t size = second;
    if (second > 125) {
      head = second == 126 ? 4 : 10;
      if (!fill(head)) return std::nullopt;
      size = read_big_endian(std::string_view(buffer_).substr(2, head - 2));
    }
    if (!fill(head + size)) return std::nullopt;
    Incoming message{static_cast<Opcode>(first & 0x0f), buffer_.substr(head, size)};
    buffer_.erase(0, head + size);
    switch (message.opcode) {
      case Opcode::ping:
        send(message.payload, Opcode::pong);
        break;
      case Opcode::text:
      case Opcode::close:
      case Opcode::pong:
        return message;
      default:
        throw WrongAnswer("opcode " + std::to_string(first & 0x0f) + " from the server");
    }
  }
}

bool WebSocketClient::is_quiet() {
  std::array<char, 256> bytes;
  const auto received = ::recv(stream_.descriptor(), bytes.data(), bytes.size(), MSG_DONTWAIT);
  if (received == 0 || (received < 0 && errno != EAGAIN)) return false;
  if (received > 0) buffer_.append(bytes.data(), static_cast<std::size_t>(received));
  while (!buffer_.empty()) {
    // A ping of our server has no payload.
    if (!buffer_.starts_with(std::string_view("\x89\0", 2))) throw WrongAnswer("something came to a page at which nothing happened");
    buffer_.erase(0, 2);
    if (!send({}, Opcode::pong)) return false;
  }
  return true;
}

std::uint16_t close_code(const Incoming& message) {
  return message.payload.size() < 2 ? std::uint16_t{1005}
                                    : static_cast<std::uint16_t>(read_big_endian(std::string_view(message.payload).substr(0, 2)));
}

}  // namespace mix
