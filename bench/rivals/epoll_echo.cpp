// The floor of the budgets: the least a server on one thread can do for the same traffic. epoll, one recv, one send.
// WebSocket texts are answered with a text of --reply bytes, GET with --page bytes; POST /bump sends a text to every open WebSocket.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/evp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "command_line.h"

namespace {

std::string reply;  // the whole frame
std::string page;   // the whole response
int epoll = -1;
std::vector<bool> is_web_socket;  // by descriptor
std::array<char, 65536> buffer;

std::string accept_key(std::string_view key) {
  const std::string salted = std::string(key) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  ::EVP_Digest(salted.data(), salted.size(), digest, &size, ::EVP_sha1(), nullptr);
  char text[64];
  return {text, static_cast<std::size_t>(::EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text), digest, static_cast<int>(size)))};
}

// A client that has gone is noticed by its next read.
void send_all(int socket, std::string_view bytes) { ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL); }

std::string response(std::size_t size) {
  const std::size_t head = std::string_view("HTTP/1.1 200 OK\r\nContent-Length: 0000\r\n\r\n").size();
  const std::string body(size - std::min(size, head), 'p');
  return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string text_frame(std::size_t size) {
  std::string frame = size < 126 ? std::string{'\x81', static_cast<char>(size)}
                                 : std::string{'\x81', '\x7e', static_cast<char>(size >> 8), static_cast<char>(size & 0xff)};
  return frame.append(size, 'r');
}

void answer_http(int socket, std::string_view request) {
  if (request.starts_with("POST")) {
    for (std::size_t other = 0; other < is_web_socket.size(); ++other) {
      if (is_web_socket[other]) send_all(static_cast<int>(other), reply);
    }
    return send_all(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  }
  constexpr std::string_view kKey = "Sec-WebSocket-Key: ";
  const std::size_t key = request.find(kKey);
  if (key == std::string_view::npos) return send_all(socket, page);
  is_web_socket[static_cast<std::size_t>(socket)] = true;
  send_all(socket, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " +
                       accept_key(request.substr(key + kKey.size(), 24)) + "\r\n\r\n");
}

// Frames of up to 125 bytes, whole in one read: what the load client sends. Unmasked as a real server must.
void answer_frames(int socket, std::span<char> bytes) {
  while (bytes.size() >= 6) {
    const std::size_t size = bytes[1] & 0x7f;
    for (std::size_t i = 0; i < size; ++i) bytes[6 + i] = static_cast<char>(bytes[6 + i] ^ bytes[2 + i % 4]);
    send_all(socket, reply);
    bytes = bytes.subspan(6 + size);
  }
}

void readable(int socket) {
  const ssize_t got = ::recv(socket, buffer.data(), buffer.size(), 0);
  if (got <= 0) {
    is_web_socket[static_cast<std::size_t>(socket)] = false;
    ::close(socket);
    return;
  }
  const std::span<char> bytes(buffer.data(), static_cast<std::size_t>(got));
  if (is_web_socket[static_cast<std::size_t>(socket)]) return answer_frames(socket, bytes);
  answer_http(socket, {bytes.data(), bytes.size()});
}

void watch(int socket) {
  epoll_event event{.events = EPOLLIN, .data = {.fd = socket}};
  ::epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event);
}

int open_listener(std::uint16_t port) {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  ::setsockopt(listener, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (::bind(listener, reinterpret_cast<const sockaddr*>(&address), size) != 0 || ::listen(listener, 4096) != 0) {
    std::perror("epoll_echo");
    std::exit(1);
  }
  ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
  rivals::say_listening(ntohs(address.sin_port));
  return listener;
}

}  // namespace

int main(int argc, char** argv) {
  const rivals::CommandLine line = rivals::read_command_line(argc, argv);
  reply = text_frame(line.reply);
  page = response(line.page);
  is_web_socket.resize(static_cast<std::size_t>(::sysconf(_SC_OPEN_MAX)));
  epoll = ::epoll_create1(EPOLL_CLOEXEC);
  const int listener = open_listener(line.port);
  watch(listener);
  std::array<epoll_event, 512> events;
  for (;;) {
    const int count = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), -1);
    for (int i = 0; i < count; ++i) {
      const int socket = events[static_cast<std::size_t>(i)].data.fd;
      if (socket == listener) {
        watch(::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC));
      } else {
        readable(socket);
      }
    }
  }
}
