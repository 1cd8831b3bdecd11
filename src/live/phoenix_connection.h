#pragma once
// A connection of a Phoenix client (docs/protocol.md "Phoenix frames"): topics, refs and answers round the same joins and views.
//
// It carries one view at a time. What a view writes are letters (protocol/phoenix_letter.h), whose parts become an answer to each event
// that waits for one, and a push for the rest.
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "live/connection.h"
#include "protocol/phoenix_wire.h"

namespace golive::protocol {
class Letter;
}

namespace golive::live {

class PhoenixConnection final : public Connection {
 public:
  PhoenixConnection(Runtime& runtime, const protocol::PhoenixWire& wire, Transport& transport, Visitor visitor);

  void on_message(std::string_view message) override;
  void on_binary(std::string_view message) override;
  void on_drained() override;

  void send(std::string_view letter) override;
  void replaced() override;
  void refused() override;
  void crashed(std::uint64_t applied) override;
  void shut_down() override;

 private:
  using Address = protocol::PhoenixWire::Address;
  // An event that is not answered yet; `ref` as JSON.
  struct Asked {
    std::uint64_t id;
    std::string ref;
  };
  struct Beat {
    std::string topic, join_ref, ref;
  };

  std::string_view vsn() const noexcept override { return wire_.vsn(); }
  void take(const protocol::Message& message, std::string_view text);
  void take_join(const protocol::Message& message, std::string_view text);
  void take_leave(const protocol::Message& message);
  void take_beat(const protocol::Message& message);
  void send_beat();
  void take_event(const protocol::Message& message);
  void take_named(const protocol::Message& message);
  void run_event(std::string_view ref, std::string_view name, std::string_view payload);

  void answer_join(const protocol::Letter& letter);
  void answer_events(const protocol::Letter& letter);
  void answer(const Asked& event, const protocol::Letter& letter, bool with_tree);

  // The topic that is joined; a push has no ref.
  Address here(std::string_view ref = "null") const noexcept { return {join_ref_, ref, topic_}; }
  void push(const Address& to, std::string_view event, std::string_view payload);
  void reply(const Address& to, bool ok, std::string_view response);
  void refuse(const Address& to, std::string_view reason, std::string_view message = {});
  // The view of the topic is no more: says so with `event`, or in the answer to the join.
  void end_topic(std::string_view event, std::string_view reason);
  void tell_refused_join() override;
  void tell_refused_frame(protocol::FrameError error) override;

  const protocol::PhoenixWire& wire_;
  std::string topic_;  // joined, or being joined; empty: none
  std::string join_ref_ = "null";
  std::string joined_by_;       // the ref of the newest join
  std::string join_reply_;      // the ref of a join that is not answered yet; empty: none
  std::uint64_t newest_ = 0;    // number of the newest event since the join
  std::vector<Asked> asked_;    // oldest first
  std::unique_ptr<Beat> beat_;  // waits until the browser has read what was sent before
};

}  // namespace golive::live
