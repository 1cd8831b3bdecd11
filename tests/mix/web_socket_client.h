#pragma once
// The browser's half of RFC 6455, able to misbehave: any opcode, any bytes, in pieces.
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>

#include "mix/stream.h"

namespace mix {

using Random = std::minstd_rand;

enum class Opcode : std::uint8_t { continuation = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

// One message from the server; pings are answered and not shown.
struct Incoming {
  Opcode opcode;  // text, close or pong
  std::string payload;
};

class WebSocketClient {
 public:
  // Connects and upgrades, with these cookies if any; throws WrongAnswer unless the server answers 101.
  WebSocketClient(Place place, std::string_view target, Random& random, int receive_buffer = 0, std::string_view cookies = {});

  // A whole masked frame. False when the connection is over.
  bool send(std::string_view payload, Opcode opcode = Opcode::text) { return stream_.send(frame(payload, opcode)); }
  // The same as bytes, for those who send half of it.
  std::string frame(std::string_view payload, Opcode opcode, bool last = true);

  // The next message; nullopt when the server has closed the connection. Throws WrongAnswer for a frame no server may send.
  std::optional<Incoming> receive();

  // Without waiting: answers the pings that have come. False when the server has closed the connection; throws WrongAnswer for anything
  // else.
  bool is_quiet();

  Stream& stream() { return stream_; }

 private:
  bool fill(std::size_t bytes);

  Random& random_;
  Stream stream_;
  std::string buffer_;
};

// The code of a close frame; 1005 when it carries none.
std::uint16_t close_code(const Incoming& message);

}  // namespace mix
