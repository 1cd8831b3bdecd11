#pragma once
// Frames down (docs/protocol.md), and what their values are to a page.
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace golive::testing {

// A frame that is not of the protocol, or does not fit the page. A browser would ask for everything again; a test must fail.
class FrameError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct Frame {
  std::uint64_t seq = 0;  // 0: outside of the numbering
  std::uint64_t ack = 0;
  char kind = 0;  // wire::kKindFull ...
  boost::json::object payload;
  std::string view;  // "": the only one

  const boost::json::value* member(std::string_view name) const { return payload.if_contains(name); }
  // nullptr: none for this event.
  const boost::json::value* reply(std::uint64_t event) const;
  const boost::json::value* refusal(std::uint64_t event) const;
  bool asks_ack() const { return member("a") != nullptr; }
};

// Throws FrameError.
Frame read_frame(std::string_view json);

}  // namespace golive::testing
