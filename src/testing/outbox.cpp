#include "testing/outbox.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>

#include "protocol/wire_keys.h"
#include "testing/json_text.h"
#include "testing/message_limits.h"

namespace golive::testing {
namespace {

// As client/src/outbox.ts has them.
constexpr std::size_t kMost = 1000;
constexpr std::size_t kMostBytes = wire::kMaxMessageBytes;

}  // namespace

Outgoing& Outbox::add(std::string_view event, std::string_view payload_json) {
  std::string text = json_text(event) + ',' + std::string(payload_json);
  if (const std::string reason = excess(text); !reason.empty())
    throw NotSent("'" + std::string(event.substr(0, 40)) + "' was not sent: " + reason);
  if (kept_.size() >= kMost || bytes_ + text.size() > kMostBytes)
    throw NotSent("'" + std::string(event) + "' was not sent: " + std::to_string(kept_.size()) + " events wait already");
  bytes_ += text.size();
  return kept_.emplace_back(Outgoing{.id = ++newest_, .event = std::string(event), .text = std::move(text)});
}

std::vector<Outgoing> Outbox::take(std::uint64_t ack, std::uint64_t single) {
  acked_ = std::max(acked_, ack);
  std::vector<Outgoing> taken;
  if (kept_.empty()) return taken;
  std::erase_if(kept_, [&](Outgoing& outgoing) {
    if (outgoing.id > ack && outgoing.id != single) return false;
    bytes_ -= outgoing.text.size();
    taken.push_back(std::move(outgoing));
    return true;
  });
  return taken;
}

std::vector<Outgoing> Outbox::take_biggest() {
  if (kept_.empty()) return {};
  return take(0, std::ranges::max_element(kept_, {}, [](const Outgoing& each) { return each.text.size(); })->id);
}

}  // namespace golive::testing
