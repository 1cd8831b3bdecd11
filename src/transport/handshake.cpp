#include "transport/handshake.h"

#include <openssl/evp.h>

#include <algorithm>

namespace golive::transport {
namespace {

std::string base64(const unsigned char* bytes, std::size_t size) {
  std::string text((size + 2) / 3 * 4 + 1, '\0');
  const int length = ::EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes, static_cast<int>(size));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

// 16 bytes in base64: 22 characters and "==".
bool is_key(std::string_view key) noexcept {
  const auto is_digit = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
  };
  return key.size() == 24 && key.ends_with("==") && std::ranges::all_of(key.substr(0, 22), is_digit);
}

}  // namespace

std::optional<http::Response> refuse_handshake(const http::Request& request) {
  if (request.method != http::Method::get || !request.body.empty()) return http::Response::error(400);
  if (request.header("Sec-WebSocket-Version") != "13")
    return http::Response::error(426).add("Upgrade", "websocket").add("Sec-WebSocket-Version", "13");
  if (!is_key(request.header("Sec-WebSocket-Key"))) return http::Response::error(400);
  return std::nullopt;
}

std::string accept_key(std::string_view key) {
  std::string salted(key);
  salted += "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  ::EVP_Digest(salted.data(), salted.size(), digest, &size, ::EVP_sha1(), nullptr);
  return base64(digest, size);
}

std::string handshake_response(std::string_view key, std::string_view header_lines) {
  return std::string("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ")
      .append(accept_key(key))
      .append("\r\n")
      .append(header_lines)
      .append("\r\n");
}

}  // namespace golive::transport
