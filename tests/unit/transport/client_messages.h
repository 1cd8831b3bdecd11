#pragma once
// What a browser sends to open a socket and over it, as bytes: for the clients of tests, of whatever kind.
#include <cstdint>
#include <string>
#include <string_view>

namespace golive::test {

// `headers`: "Name: value\r\n" each. The key is that of RFC 6455 section 1.3.
inline std::string upgrade_request(std::string_view target, std::string_view headers = {}, std::string_view host = "localhost") {
  return std::string("GET ")
      .append(target)
      .append(" HTTP/1.1\r\nHost: ")
      .append(host)
      .append(
          "\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
          "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")
      .append(headers)
      .append("\r\n");
}

// A frame as a browser sends it. `first` is its first byte: 0x81 is a whole text.
inline std::string client_frame(int first, std::string_view payload, std::uint32_t mask = 0x12345678) {
  std::string frame(1, static_cast<char>(first));
  const std::size_t size = payload.size();
  if (size < 126) {
    frame += static_cast<char>(0x80 | size);
  } else {
    const int length_bytes = size <= 0xffff ? 2 : 8;
    frame += static_cast<char>(0x80 | (length_bytes == 2 ? 126 : 127));
    for (int i = length_bytes - 1; i >= 0; --i) frame += static_cast<char>(size >> 8 * i & 0xff);
  }
  char key[4];
  for (int i = 0; i < 4; ++i) key[i] = static_cast<char>(mask >> 8 * i & 0xff);
  frame.append(key, 4);
  for (std::size_t i = 0; i < size; ++i) frame += static_cast<char>(payload[i] ^ key[i % 4]);
  return frame;
}

inline std::string close_payload(std::uint16_t code, std::string_view reason = {}) {
  return std::string{static_cast<char>(code >> 8), static_cast<char>(code & 0xff)} + std::string(reason);
}

// `seq`: the newest frame applied; `ack`: the newest event answered.
inline std::string join_message(std::string_view url, std::string_view token, std::uint64_t seq = 0, std::uint64_t ack = 0) {
  return std::string(R"([0,"join",{"token":")").append(token).append(R"(","url":")").append(url).append(R"(","seq":)") +
         std::to_string(seq) + R"(,"ack":)" + std::to_string(ack) + "},0]";
}

}  // namespace golive::test
