#pragma once
// Turns what a browser sends into whole messages, and refuses what RFC 6455 forbids. Knows no socket.
// Bytes that come in whole frames are read where they are; only a frame that is cut, and a message in fragments, is kept until it
// is whole.
// Threads: one at a time.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "transport/frame.h"

namespace golive::transport {

class MessageReader {
 public:
  // What comes out. A false answer ends the reading: nothing more is taken from these bytes.
  class Sink {
   public:
    virtual bool on_text(std::string_view message) = 0;  // valid UTF-8
    virtual bool on_binary(std::string_view message) = 0;
    virtual bool on_ping(std::string_view payload) = 0;
    virtual bool on_pong() = 0;
    virtual void on_close(std::uint16_t code) = 0;  // no_code if the frame had none; reading ends
    // The browser broke a rule; the connection is to be failed with this code, and reading ends.
    virtual void on_violation(std::uint16_t code, std::string_view what) = 0;

   protected:
    ~Sink() = default;
  };

  explicit MessageReader(std::size_t message_bytes) : message_bytes_(message_bytes) {}

  // Unmasks in place. The sink may not call feed().
  void feed(std::span<char> bytes, Sink& sink);
  // A frame or a message in fragments has begun and is not whole yet.
  bool within_message() const noexcept { return fragmented_ || !partial_.empty(); }
  // Bytes kept for it.
  std::size_t kept() const noexcept { return partial_.size() + message_.size(); }

 private:
  std::size_t read_frames(std::span<char> bytes, Sink& sink);
  bool check(const FrameHeader& header, Sink& sink) const;
  bool take(const FrameHeader& header, std::span<char> payload, Sink& sink);
  bool take_data(const FrameHeader& header, std::string_view payload, Sink& sink);
  bool deliver(std::string_view message, Sink& sink) const;
  static void take_close(std::string_view payload, Sink& sink);

  std::size_t message_bytes_;
  std::string partial_;      // the beginning of a frame
  std::string message_;      // fragments so far
  bool fragmented_ = false;  // a message has begun and not ended
  bool binary_ = false;      // the message that came last, or is coming
  bool ended_ = false;
};

}  // namespace golive::transport
