#pragma once
// A TCP connection to the server under test, blocking, every wait bounded. Used by one thread.
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace mix {

// What the server did is wrong.
struct WrongAnswer : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// A port of this machine, and the address the client has: any of 127.0.0.0/8 is the machine's own.
struct Place {
  Place(std::uint16_t port_of_server, std::uint32_t address_of_client = 0x7f000001) : port(port_of_server), from(address_of_client) {}
  std::uint16_t port;
  std::uint32_t from;
};

class Stream {
 public:
  // receive_buffer: SO_RCVBUF in bytes, 0 for the system's; small ones make a slow reader.
  explicit Stream(Place place, int receive_buffer = 0);
  ~Stream();
  Stream(Stream&& other) noexcept;
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  Stream& operator=(Stream&&) = delete;

  // False when the server has closed the connection.
  bool send(std::string_view bytes);
  // At least one byte more; empty at the end of the stream or a reset. Throws WrongAnswer after ten seconds of silence.
  std::string receive();
  // As receive(), but a silent server is no error: empty as well.
  std::string receive_within(int milliseconds);
  // Ends our side; the server may still write.
  void finish();
  // Closes with a reset instead of an orderly end.
  void reset();
  int descriptor() const { return socket_; }

 private:
  int socket_;
};

}  // namespace mix
