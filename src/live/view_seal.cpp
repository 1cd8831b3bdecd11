#include "live/view_seal.h"

#include "golive/component.h"
#include "golive/detail/text_writer.h"
#include "live/route.h"
#include "live/settings.h"

namespace golive::live {

static_assert(detail::kTagBytes == 1 + security::EventTags::kSize);

std::unique_ptr<ViewSeal> ViewSeal::of(const LiveRoute& route, const Settings& settings, const Session& session, std::uint64_t view) {
  const detail::HandlerTable& handlers = route.type->handlers;
  if (!route.sealed_events && !handlers.has_sealed()) return nullptr;
  return std::unique_ptr<ViewSeal>(new ViewSeal(handlers, route.sealed_events, settings.event_keys, session, view));
}

ViewSeal::ViewSeal(const detail::HandlerTable& handlers, bool all, const state::KeyRing& keys, const Session& session, std::uint64_t view)
    : handlers_(handlers), session_(session), tags_(keys, session, view), all_(all) {}

bool ViewSeal::seals(std::string_view handler) const noexcept {
  if (all_) return true;
  const detail::Handler* const found = handlers_.find(handler);
  return found != nullptr && found->sealed.load(std::memory_order_relaxed);
}

void ViewSeal::finish(detail::TextWriter& binding) {
  if (!seals(detail::handler_name(binding.view()))) return;
  const security::EventTags::Tag tag = tags_.tag(binding.view());
  binding.append(detail::kTagMark);
  binding.append({tag.data(), tag.size()});
}

// What dispatch() finds a handler for has the name that is looked up here: up to the first parenthesis, and without the mark in it.
ViewSeal::Verdict ViewSeal::check(std::string_view& event) const {
  if (!seals(detail::handler_name(event))) return Verdict::open;
  const std::string_view binding = detail::without_tag(event);
  if (binding.size() == event.size()) return Verdict::untagged;
  if (!tags_.accepts(binding, event.substr(binding.size() + 1), session_)) return Verdict::forged;
  event = binding;
  return Verdict::open;
}

}  // namespace golive::live
