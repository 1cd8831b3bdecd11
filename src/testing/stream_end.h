#pragma once
// A browser's end of a connection with the server under test. Never blocks.
#include <cstddef>
#include <string>
#include <string_view>

namespace golive::testing {

class StreamEnd {
 public:
  // Takes the descriptor, which does not block.
  explicit StreamEnd(int descriptor) noexcept : descriptor_(descriptor) {}
  ~StreamEnd() { close(); }
  StreamEnd(const StreamEnd&) = delete;
  StreamEnd& operator=(const StreamEnd&) = delete;

  // What the kernel does not take is kept, and goes with the next write() or flush().
  void write(std::string_view bytes);
  void flush();
  std::size_t unsent() const noexcept { return waiting_.size(); }
  // Appends what has come. False once the server has closed its end and all has been read.
  bool read(std::string& in);
  void close() noexcept;
  bool is_open() const noexcept { return descriptor_ >= 0; }

 private:
  int descriptor_;
  std::string waiting_;
};

}  // namespace golive::testing
