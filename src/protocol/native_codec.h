#pragma once
// The codec of `vsn=golive1`: docs/protocol.md, word for word.
#include "protocol/codec.h"

namespace golive::protocol {

class NativeCodec final : public FrameCodec {
 public:
  constexpr NativeCodec() noexcept = default;
  std::string_view vsn() const noexcept override;
  std::expected<Message, FrameError> decode(std::string_view text, std::string& buffer) const override;

  void begin(Frame& frame, FrameKind kind) const override;
  void change_kind(Frame& frame, FrameKind kind) const override;
  void add_templates(Frame& frame, diff::Templates& sent) const override;
  void add_reply(Frame& frame, std::uint64_t event_id, std::string_view json) const override;
  void add_refusal(Frame& frame, std::uint64_t event_id, std::string_view code, std::string_view message) const override;
  void add_page_event(Frame& frame, std::string_view name, std::string_view payload_json) const override;
  void add_session(Frame& frame, std::string_view sealed) const override;
  void ask_ack(Frame& frame) const override;
  void end(Frame& frame) const override;

  void encode_navigate(std::string& out, const FrameHead& head, std::string_view url, bool replace,
                       std::string_view session) const override;
  void encode_reload(std::string& out, const FrameHead& head, std::string_view reason, std::uint64_t after_ms) const override;
  void encode_error(std::string& out, const FrameHead& head, std::string_view code, std::string_view message,
                    std::uint64_t event_id) const override;
  void encode_pong(std::string& out, const FrameHead& head) const override;
};

}  // namespace golive::protocol
