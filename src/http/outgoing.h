#pragma once
// The rest of a response that does not go out with one send: what the kernel has not taken yet, and the source of what comes after it.
// Holds at most one piece of the source.
// Threads: the connection's loop.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/byte_stream.h"
#include "golive/body_source.h"

namespace golive::http {

// How the client knows where the body of a response ends.
enum class Framing : std::uint8_t { length, chunked, until_close };

class Outgoing {
 public:
  enum class Progress : std::uint8_t {
    done,
    blocked,  // until the socket has room
    waiting,  // for the source, which has nothing now
    turn,     // others shall have theirs; call again later
    broken,   // the client is gone
    failed,   // the source threw, or made another number of bytes than it was to
  };

  // What a send() has left.
  explicit Outgoing(std::string unsent) : unsent_(std::move(unsent)), blocked_(true) {}
  // `head` and then what `source` makes; with Framing::length exactly `length` bytes.
  Outgoing(std::string head, BodySource source, Framing framing, std::uint64_t length)
      : unsent_(std::move(head)), source_(std::move(source)), framing_(framing), left_(length) {}

  Progress send(ByteStream& stream);
  // Bytes the client has taken since the last call. Not what the kernel has: that takes megabytes at a time, and then nothing for minutes.
  std::size_t take_delivered(const ByteStream& stream) noexcept;
  Framing framing() const noexcept { return framing_; }

 private:
  bool flush(ByteStream& stream);
  BodySource::Next pull(ByteStream& stream);
  void send_parts(ByteStream& stream, std::string_view before, std::string_view after);

  std::string unsent_;
  std::size_t from_ = 0;  // of unsent_
  bool blocked_ = false;  // the kernel has no room: no piece is asked for before
  BodySource source_;     // until its end
  Framing framing_ = Framing::length;
  std::uint64_t left_ = 0;
  std::size_t moved_ = 0;        // into the kernel since the last take_delivered()
  std::size_t undelivered_ = 0;  // at that time
};

}  // namespace golive::http
