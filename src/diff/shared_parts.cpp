#include "diff/shared_parts.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "golive/detail/binding_seal.h"
#include "golive/detail/text_writer.h"
#include "golive/error.h"
#include "golive/render_scope.h"

namespace golive::diff {

std::size_t SharedParts::KeyHash::operator()(const Key& key) const noexcept {
  const auto number = [](const void* pointer) { return static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(pointer)); };
  return hash_value(hash_value(0, number(key.call_site)), number(key.source));
}

namespace {

// Notes what a part binds, since the view that asks for it later may be one that seals it.
class BoundHandlers final : public detail::BindingSeal {
 public:
  void finish(detail::TextWriter& binding) override {
    const std::string_view name = detail::handler_name(binding.view());
    if (std::ranges::find(names, name) == names.end()) names.emplace_back(name);
  }
  bool seals(std::string_view) const noexcept override { return false; }

  std::vector<std::string> names;
};

// A tag is of one view, and the part is everybody's.
void require_unsealed(const SharedPart& part, const detail::BindingSeal* seal) {
  if (seal == nullptr) return;
  for (const std::string& handler : part.handlers)
    if (seal->seals(handler)) throw Error::of("GL0205", {handler});
}

}  // namespace

detail::SharedPart& SharedParts::find(const detail::SharedAsk& ask, detail::SharedRender render, void* context) {
  SharedPart& part = newest(ask, render, context);
  require_unsealed(part, detail::render_state.seal);
  return part;
}

SharedPart& SharedParts::newest(const detail::SharedAsk& ask, detail::SharedRender render, void* context) {
  auto found = parts_.find({ask.call_site, ask.source});
  if (found == parts_.end()) found = parts_.emplace(Key{ask.call_site, ask.source}, std::make_shared<SharedPart>(hash_key_)).first;
  SharedPart& part = *found->second;
  if (part.is_of(ask.version)) return part;
  // For everybody: what belongs to the view that happens to ask first is not there.
  const RenderScope scope;
  BoundHandlers bound;
  detail::render_state.for_everybody = true;
  detail::render_state.seal = &bound;
  ++renders_;
  part.show(ask.version, detail::root_instance(render(context)));
  part.handlers = std::move(bound.names);
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
