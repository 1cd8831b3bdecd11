#include "live/outbox.h"

#include <utility>

#include "protocol/frame_writer.h"

namespace golive::live {

void Outbox::add_reply(std::uint64_t event, std::string json) {
  bytes_ += json.size() + sizeof(Reply);
  replies_.push_back({event, std::move(json)});
}

void Outbox::add_refusal(std::uint64_t event, std::string code, std::string message) {
  bytes_ += code.size() + message.size() + sizeof(Refusal);
  refusals_.push_back({event, std::move(code), std::move(message)});
}

void Outbox::add_page_event(std::string name, std::string payload_json) {
  bytes_ += name.size() + payload_json.size() + sizeof(PageEvent);
  page_events_.push_back({std::move(name), std::move(payload_json)});
}

void Outbox::write(protocol::FrameWriter& frame) {
  for (const Reply& reply : replies_) frame.reply(reply.event, reply.json);
  for (const Refusal& refusal : refusals_) frame.refusal(refusal.event, refusal.code, refusal.message);
  for (const PageEvent& event : page_events_) frame.page_event(event.name, event.payload_json);
}

}  // namespace golive::live
