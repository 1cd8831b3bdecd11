#pragma once
// The seam between a view and the form of what it says. A codec is a stateless constant; what a frame under way needs is in Frame.
//
// Codec is all a view knows. FrameCodec goes on for connections that carry these frames as they are (protocol golive1); those of Phoenix
// put what PhoenixLetters writes into messages of their own.
// All write JSON; MessagePack is made of it outside (message_pack.h).
#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "diff/form.h"
#include "diff/templates.h"
#include "protocol/message.h"

namespace golive::protocol {

enum class FrameKind : std::uint8_t { full, skeleton, diff, reply };

// Where a frame belongs. seq 0: outside the numbering (pong; error and reload before a join).
struct FrameHead {
  std::uint64_t seq = 0;
  std::uint64_t ack = 0;    // newest event of this client that is contained
  std::string_view view{};  // id of the view when the socket carries several; empty: the only one
};

// A frame being written; see FrameWriter.
struct Frame {
  enum class Group : std::uint8_t { none, replies, refusals, events };
  std::string& out;
  FrameHead head;
  FrameKind kind = FrameKind::reply;
  Group group = Group::none;  // the member that is open
  bool has_members = false;
  std::size_t kind_at = 0;     // where the kind's letter stands in `out`
  std::size_t payload_at = 0;  // where the payload begins
};

class Codec {
 public:
  // Of the trees and diffs in its frames.
  diff::Form form() const noexcept { return form_; }
  // Whether a client counts the frames it has applied: such a one confirms them, is sent again what it missed, and adopts its page by a
  // skeleton. Any other gets everything when it joins.
  bool counts_frames() const noexcept { return counts_frames_; }

  // A frame of a view: begin, the body appended to frame.out by diff::Memory, then the members, then end.
  virtual void begin(Frame& frame, FrameKind kind) const = 0;
  virtual void change_kind(Frame& frame, FrameKind kind) const = 0;
  virtual void add_templates(Frame& frame, diff::Templates& sent) const = 0;
  virtual void add_reply(Frame& frame, std::uint64_t event_id, std::string_view json) const = 0;
  virtual void add_refusal(Frame& frame, std::uint64_t event_id, std::string_view code, std::string_view message) const = 0;
  virtual void add_page_event(Frame& frame, std::string_view name, std::string_view payload_json) const = 0;
  virtual void add_session(Frame& frame, std::string_view sealed) const = 0;
  virtual void ask_ack(Frame& frame) const = 0;
  virtual void end(Frame& frame) const = 0;

  // A whole frame without a tree. `session`: sealed, to be stored before the browser goes; empty if nothing of it changed.
  virtual void encode_navigate(std::string& out, const FrameHead& head, std::string_view url, bool replace,
                               std::string_view session) const = 0;

 protected:
  constexpr Codec(diff::Form form, bool counts_frames) noexcept : form_(form), counts_frames_(counts_frames) {}
  ~Codec() = default;

 private:
  diff::Form form_;
  bool counts_frames_;
};

class FrameCodec : public Codec {
 public:
  // The `vsn` it is negotiated by.
  virtual std::string_view vsn() const noexcept = 0;
  // `buffer` takes strings that had to be unescaped; it must outlive the message.
  virtual std::expected<Message, FrameError> decode(std::string_view text, std::string& buffer) const = 0;

  virtual void encode_reload(std::string& out, const FrameHead& head, std::string_view reason, std::uint64_t after_ms) const = 0;
  // `event_id` 0: the error answers no event.
  virtual void encode_error(std::string& out, const FrameHead& head, std::string_view code, std::string_view message,
                            std::uint64_t event_id) const = 0;
  virtual void encode_pong(std::string& out, const FrameHead& head) const = 0;

 protected:
  constexpr FrameCodec() noexcept : Codec(diff::Form::native, true) {}
  ~FrameCodec() = default;
};

// The codec for a `vsn` parameter; nullptr: it is none of golive1.
const FrameCodec* codec_for(std::string_view vsn) noexcept;
// The codec of `vsn=golive1`.
const FrameCodec& native_codec() noexcept;

}  // namespace golive::protocol
