#pragma once
// The seam between a view and the form its messages have on the wire. A codec is a stateless constant; what a frame under way needs is in
// Frame. Native is the first; others implement the same calls, in the same order, with their own shapes. All write JSON; MessagePack is
// made of it outside (message_pack.h).
#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

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
  // The `vsn` it is negotiated by.
  virtual std::string_view vsn() const noexcept = 0;
  // `buffer` takes strings that had to be unescaped; it must outlive the message.
  virtual std::expected<Message, FrameError> decode(std::string_view text, std::string& buffer) const = 0;

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

  // Whole frames without a tree. `session`: sealed, to be stored before the browser goes; empty if nothing of it changed.
  virtual void encode_navigate(std::string& out, const FrameHead& head, std::string_view url, bool replace,
                               std::string_view session) const = 0;
  virtual void encode_reload(std::string& out, const FrameHead& head, std::string_view reason, std::uint64_t after_ms) const = 0;
  // `event_id` 0: the error answers no event.
  virtual void encode_error(std::string& out, const FrameHead& head, std::string_view code, std::string_view message,
                            std::uint64_t event_id) const = 0;
  virtual void encode_pong(std::string& out, const FrameHead& head) const = 0;

 protected:
  ~Codec() = default;
};

// The codec for a `vsn` parameter; nullptr: close with 4400.
const Codec* codec_for(std::string_view vsn) noexcept;
// The codec of `vsn=golive1`.
const Codec& native_codec() noexcept;

}  // namespace golive::protocol
