#pragma once
// Turns what a browser sends into whole messages, and refuses what RFC 6455 forbids, as soon as it can be known.
// Knows no socket. A message that comes in one piece is read where it is; of others the payload is gathered, unmasked, and text is checked
// as it comes. Between messages nothing is kept.
// Threads: one at a time.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "transport/frame.h"

namespace golive::transport {

class MessageReader {
 public:
  // What comes out. A false answer ends the reading: nothing more is taken from these bytes, unless the sink asks for them with
  // keep_rest().
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
  bool within_message() const noexcept { return gathered_ != nullptr || !partial_.empty(); }
  // Memory that what has begun takes.
  std::size_t kept() const noexcept;
  // From within on_text() or on_binary(), which then answers false: what follows goes to another reader, see take_rest().
  void keep_rest() noexcept { keeps_rest_ = true; }
  // After feed(): the bytes behind the message that ended the reading.
  std::string take_rest() noexcept { return std::move(partial_); }

 private:
  // A message that comes in pieces.
  struct Gathered {
    bool text;
    bool last_frame = false;
    std::uint32_t mask = 0;     // for the next byte of the frame
    std::uint64_t missing = 0;  // bytes of the frame
    std::size_t checked = 0;    // bytes that are whole characters
    std::string bytes{};
  };

  void finish_partial(std::span<char>& bytes, Sink& sink);
  std::size_t read_frames(std::span<char> bytes, Sink& sink);
  std::size_t read_frame(std::span<char> bytes, Sink& sink);
  bool check(const FrameHeader& header, Sink& sink) const;
  static bool take_control(const FrameHeader& header, std::string_view payload, Sink& sink);
  bool take_data(const FrameHeader& header, std::string_view payload, Sink& sink);
  bool gather(std::string_view piece, Sink& sink);
  static void take_close(std::string_view payload, Sink& sink);

  std::size_t message_bytes_;
  std::string partial_;  // the beginning of a header or of a control frame
  std::unique_ptr<Gathered> gathered_;
  bool ended_ = false;
  bool keeps_rest_ = false;
};

}  // namespace golive::transport
