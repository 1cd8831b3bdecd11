#pragma once
// Writes one frame of a view in place; nothing is copied.
//
//   FrameWriter frame{codec, out, {.seq = 12, .ack = 7}, FrameKind::diff};       // [12,7,"d",{"d":
//   auto outcome = memory.write_diff(tree, templates, frame.body());             //                {"0":6}
//   if (outcome == diff::Outcome::unchanged) frame.reply_only();                 // (would turn it into [12,7,"r",null])
//   frame.templates(templates).reply(7, "42");                                   //                        ,"r":{"7":42}
//   frame.end();                                                                 //                                     }]
//
// Members go in this order, each kind in one run: templates, replies, refusals, page events, session, ask_ack.
#include <string>
#include <string_view>

#include "protocol/codec.h"

namespace golive::protocol {

class FrameWriter {
 public:
  // `kind` full, skeleton or diff: body() must be appended to before anything else, or reply_only() called.
  FrameWriter(const Codec& codec, std::string& out, const FrameHead& head, FrameKind kind) : codec_(codec), frame_{out, head} {
    codec_.begin(frame_, kind);
  }
  FrameWriter(const FrameWriter&) = delete;
  FrameWriter& operator=(const FrameWriter&) = delete;

  std::string& body() noexcept { return frame_.out; }
  // Nothing was appended to the body: the frame only carries answers.
  void reply_only() { codec_.change_kind(frame_, FrameKind::reply); }
  // write_diff said Outcome::full: the body is a TREE, not a DIFF.
  void full() { codec_.change_kind(frame_, FrameKind::full); }

  // Those this connection has not had; nothing if there are none.
  FrameWriter& templates(diff::Templates& sent) {
    if (sent.pending()) codec_.add_templates(frame_, sent);
    return *this;
  }
  // The answer to an event whose handler returned a value; events without one need nothing, `ack` answers them.
  FrameWriter& reply(std::uint64_t event_id, std::string_view json) {
    codec_.add_reply(frame_, event_id, json);
    return *this;
  }
  FrameWriter& refusal(std::uint64_t event_id, std::string_view code, std::string_view message) {
    codec_.add_refusal(frame_, event_id, code, message);
    return *this;
  }
  FrameWriter& page_event(std::string_view name, std::string_view payload_json) {
    codec_.add_page_event(frame_, name, payload_json);
    return *this;
  }
  // The browser shall post this text to /live/session.
  FrameWriter& session(std::string_view sealed) {
    codec_.add_session(frame_, sealed);
    return *this;
  }
  bool is_counted() const noexcept { return codec_.counts_frames(); }
  // The client shall confirm this frame by itself, not with its next event.
  FrameWriter& ask_ack() {
    codec_.ask_ack(frame_);
    return *this;
  }
  void end() { codec_.end(frame_); }

 private:
  const Codec& codec_;
  Frame frame_;
};

}  // namespace golive::protocol
