#include "diff/shared_parts.h"

#include <utility>

#include "base/hash.h"
#include "golive/render_scope.h"

namespace golive::diff {

std::size_t SharedParts::KeyHash::operator()(const Key& key) const noexcept {
  const auto number = [](const void* pointer) { return static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(pointer)); };
  return hash_value(hash_value(0, number(key.call_site)), number(key.source));
}

detail::SharedPart& SharedParts::find(const detail::SharedAsk& ask, detail::SharedRender render, void* context) {
  auto found = parts_.find({ask.call_site, ask.source});
  if (found == parts_.end()) found = parts_.emplace(Key{ask.call_site, ask.source}, std::make_shared<SharedPart>(hash_key_)).first;
  SharedPart& part = *found->second;
  if (part.is_of(ask.version)) return part;
  // For everybody: what belongs to the view that happens to ask first is not there.
  const RenderScope scope;
  detail::render_state.for_everybody = true;
  ++renders_;
  part.show(ask.version, detail::root_instance(render(context)));
  return part;
}

std::uint64_t SharedParts::tidy() {
  const std::uint64_t rendered = std::exchange(renders_, 0);
  if (parts_.size() < look_again_at_) return rendered;
  std::erase_if(parts_, [](const auto& each) { return each.second->is_unused(); });
  look_again_at_ = parts_.size() + kUnusedAllowed;
  return rendered;
}

}  // namespace golive::diff
