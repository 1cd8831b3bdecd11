#pragma once
// What a view says in one frame to a client of Phoenix, before it is known which messages it becomes.
//
// Phoenix answers each event by its ref and says the rest as pushes to a topic; a view knows neither, and may write on a worker. So its
// frame is a letter, which the connection opens and puts into messages: PhoenixLetters writes it, Letter reads it. It never leaves the
// process.
#include <cstdint>
#include <string_view>

#include "protocol/codec.h"

namespace golive::protocol {

class PhoenixLetters final : public Codec {
 public:
  constexpr PhoenixLetters() noexcept : Codec(diff::Form::phoenix, false) {}

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
};

const PhoenixLetters& phoenix_letters() noexcept;

class Letter {
 public:
  enum class Item : std::uint8_t {
    reply,       // of a handler: any JSON
    refusal,     // {"reason":CODE,"message":TEXT}
    page_event,  // [NAME,PAYLOAD]
    redirect,    // {"to":URL,...}
  };

  // `text`: what PhoenixLetters has written; the letter points into it.
  explicit Letter(std::string_view text) noexcept;

  bool is_redirect() const noexcept { return is_redirect_; }
  // The newest event that is contained.
  std::uint64_t ack() const noexcept { return ack_; }
  // A tree or diff in LiveView's shape; empty: nothing of the page changed.
  std::string_view tree() const noexcept { return tree_; }
  // The item of that kind and event; empty: there is none.
  std::string_view find(Item kind, std::uint64_t event_id) const noexcept;
  // Calls use(json) for each item of the kind, in order.
  template <class Use>
  void each(Item kind, Use&& use) const {
    std::string_view rest = items_;
    while (!rest.empty())
      if (const Entry entry = take(rest); entry.kind == kind) use(entry.json);
  }

 private:
  struct Entry {
    Item kind;
    std::uint64_t event_id;
    std::string_view json;
  };
  static Entry take(std::string_view& rest) noexcept;

  std::uint64_t ack_ = 0;
  bool is_redirect_ = false;
  std::string_view tree_;
  std::string_view items_;
};

}  // namespace golive::protocol
