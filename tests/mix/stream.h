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

class Stream {
 public:
  // receive_buffer: SO_RCVBUF in bytes, 0 for the system's; small ones make a slow reader.
  explicit Stream(std::uint16_t port, int receive_buffer = 0);
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

 private:
  int socket_;
};

}  // namespace mix
