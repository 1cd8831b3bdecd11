#include <array>

#include "mix/behaviours.h"
#include "mix/http_client.h"
#include "mix/live_page.h"

namespace mix {
namespace {

// Whatever was sent, the server answers something or closes; a code in a close frame must be one a server may send.
void expect_answer_or_close(WebSocketClient& socket) {
  const auto message = socket.receive();
  if (!message || message->opcode != Opcode::close) return;
  const int code = close_code(*message);
  const bool allowed = (code >= 1000 && code <= 1011 && code != 1004 && code != 1006) || (code >= 3000 && code < 5000);
  if (!allowed) throw WrongAnswer("closed with " + std::to_string(code));
}

// After all of it, a new visitor is served.
void expect_alive(const Site& site, Random& random) {
  LivePage page(site.port, site.path, random);
  if (!page.answer(page.event(site.up)).shows(1)) throw WrongAnswer("a new visitor is not served right");
}

std::string random_bytes(Random& random, std::size_t size) {
  std::string bytes(size, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random() >> 8);
  return bytes;
}

// A message of the protocol with some of its bytes cut, doubled or replaced.
std::string damaged_message(Random& random) {
  static constexpr std::array<std::string_view, 9> kMessages{
      R"([1,"inc",null,1])",
      R"m([2,"add(1)",{"value":"x"},1,null,null])m",
      R"([0,"full",null,0])",
      R"([0,"join",{"token":"","url":"/","seq":0,"ack":0},0])",
      R"([18446744073709551616,"inc",null,-1])",
      R"([1,"\ud800",null,1])",
      R"([0,"ack",null,99999999])",
      R"([1,"inc",[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]],1])",
      R"({"not":"an array"})",
  };
  std::string message(kMessages[below(random, kMessages.size())]);
  for (std::size_t changes = below(random, 4); changes > 0 && !message.empty(); --changes) {
    const std::size_t at = below(random, message.size());
    switch (below(random, 3)) {
      case 0:
        message.erase(at, 1 + below(random, 4));
        break;
      case 1:
        message.insert(at, message.substr(at, 1 + below(random, 8)));
        break;
      default:
        message[at] = static_cast<char>(' ' + below(random, 95));
    }
  }
  return message;
}

}  // namespace

void send_garbage_messages(const Site& site, Random& random) {
  for (int i = 0; i < 10; ++i) {
    LivePage page(site.port, site.path, random);
    bool up = true;
    for (std::size_t left = 1 + below(random, 5); up && left > 0; --left) up = page.send(damaged_message(random));
    if (up && page.send("[0,\"ping\",null,0]")) expect_answer_or_close(page.socket());
  }
  expect_alive(site, random);
}

void send_garbage_frames(const Site& site, Random& random) {
  for (int i = 0; i < 10; ++i) {
    WebSocketClient socket(site.port, "/live/websocket?vsn=golive1", random);
    switch (below(random, 7)) {
      case 0:
        socket.stream().send(random_bytes(random, 1 + below(random, 200)));
        break;
      case 1:
        socket.send(random_bytes(random, below(random, 300)));
        break;  // not UTF-8
      case 2:
        socket.send("x", Opcode::binary);
        break;  // not accepted
      case 3:
        socket.send(std::string(126, 'x'), Opcode::ping);
        break;  // control frames are short
      case 4:
        socket.stream().send(socket.frame("x", static_cast<Opcode>(3 + below(random, 5))));
        break;  // reserved
      case 5:
        socket.stream().send(socket.frame("x", Opcode::continuation));
        break;  // of nothing
      default:
        socket.stream().send(std::string("\x81\x05hello", 7));
        break;  // unmasked
    }
    socket.stream().finish();
    expect_answer_or_close(socket);
  }
  expect_alive(site, random);
}

// A frame torn anywhere: completed after all, or never.
void send_half_frames(const Site& site, Random& random) {
  LivePage page(site.port, site.path, random);
  const std::string message = "[1,\"" + site.up + "\",null,1]";
  if (below(random, 2) == 0) {
    std::string bytes = page.socket().frame(message.substr(0, 3), Opcode::text, false);
    bytes += page.socket().frame("are you there", Opcode::ping);
    bytes += page.socket().frame(message.substr(3), Opcode::continuation);
    for (const char byte : bytes) page.socket().stream().send(std::string_view(&byte, 1));
    const auto pong = page.socket().receive();
    if (!pong || pong->opcode != Opcode::pong || pong->payload != "are you there") throw WrongAnswer("no pong inside a fragmented message");
    const auto answer = page.socket().receive();
    if (!answer || !frame_of(answer->payload).shows(1)) throw WrongAnswer("a fragmented event was not understood");
  } else {
    const std::string bytes = page.socket().frame(message, Opcode::text);
    page.socket().stream().send(std::string_view(bytes).substr(0, 1 + below(random, bytes.size() - 1)));
    if (below(random, 2) == 0) page.socket().stream().reset();
  }
}

void send_garbage_http(const Site& site, Random& random) {
  static constexpr std::array<std::string_view, 8> kRequests{
      "\r\n\r\n\r\n",
      "GET\r\n\r\n",
      "GET / HTTP/9.9\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      "GET /%ff%00%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
      "GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
      "GET /live/websocket?vsn=golive1 HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
  };
  for (int i = 0; i < 10; ++i) {
    Stream stream(site.port);
    if (below(random, 4) == 0) {
      stream.send("GET / HTTP/1.1\r\nX: " + std::string(40'000, 'x'));
    } else {
      stream.send(below(random, 3) == 0 ? random_bytes(random, 1 + below(random, 500))
                                        : std::string(kRequests[below(random, kRequests.size())]));
    }
    stream.finish();
    const std::string answer = stream.receive();
    if (!answer.empty() && !answer.starts_with("HTTP/1.1 4") && !answer.starts_with("HTTP/1.1 5"))
      throw WrongAnswer("garbage was answered with " + answer.substr(0, 40));
  }
  if (HttpClient(site.port).get(site.path).status != 200) throw WrongAnswer("the page is gone after garbage");
}

// Nobody says goodbye: between connect and join, in a request, in a burst of events.
void leave_at_any_point(const Site& site, Random& random) {
  for (int i = 0; i < 5; ++i) {
    switch (below(random, 5)) {
      case 0:
        Stream(site.port).reset();
        break;
      case 1: {
        Stream stream(site.port);
        stream.send("GET / HTTP/1.1\r\nHo");
        if (below(random, 2) == 0) stream.reset();
        break;
      }
      case 2: {
        HttpClient client(site.port);
        client.write("GET", site.path);
        client.stream().reset();
        break;
      }
      case 3:
        WebSocketClient(site.port, "/live/websocket?vsn=golive1&view=" + load(site.port, site.path).id, random).stream().reset();
        break;
      default: {
        LivePage page(site.port, site.path, random);
        for (std::size_t left = below(random, 50); left > 0; --left) page.event(site.up);
        if (below(random, 2) == 0) page.socket().stream().reset();
      }
    }
  }
}

}  // namespace mix
