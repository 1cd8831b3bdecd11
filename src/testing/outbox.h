#pragma once
// Events on their way to the server: numbered, kept until answered, sent again after a rejoin. The twin of client/src/outbox.ts.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "golive/testing/failure.h"
#include "testing/dom.h"

namespace golive::testing {

struct Outgoing {
  std::uint64_t id = 0;
  std::string event;
  std::string text;          // name and payload as they travel
  std::uint64_t number = 0;  // the page's own, whatever the view
  Node element = {};         // that shows it is under way; no node: the page's own
  Node control = {};         // whose edit it is
};

// What the client says of an event that it does not send.
class NotSent : public Failure {
 public:
  using Failure::Failure;
};

class Outbox {
 public:
  // Throws NotSent if the client would not send it: the server would not take it, or too many wait.
  Outgoing& add(std::string_view event, std::string_view payload_json);
  // Takes out the events that a frame answers: all up to `ack`, and `single` by itself; 0 is none.
  std::vector<Outgoing> take(std::uint64_t ack, std::uint64_t single = 0);
  // Takes out the biggest one, if any is there.
  std::vector<Outgoing> take_biggest();

  const std::vector<Outgoing>& kept() const noexcept { return kept_; }
  std::uint64_t acked() const noexcept { return acked_; }

 private:
  std::uint64_t newest_ = 0;
  std::uint64_t acked_ = 0;
  std::size_t bytes_ = 0;
  std::vector<Outgoing> kept_;
};

}  // namespace golive::testing
