#pragma once
// golive::Html, see golive/html.h.
#include <cstdint>
#include <string>

#include "golive/detail/api.h"
#include "golive/detail/render_state.h"
#include "golive/detail/tree.h"

namespace golive {

namespace detail {
struct HtmlAccess;
}

// A rendered piece of a page: what HTML(...) made, a list, trusted markup, or nothing.
//
// A handle of 8 bytes, to be passed by value and returned from render() and from function components. The piece lives until the render
// ends: a handle kept longer, say in a field, throws Error GL0102 when it is used.
class Html {
 public:
  constexpr Html() noexcept = default;
  // True for nothing: a default Html, when(false, ...), an empty optional. An empty list is not nothing.
  constexpr bool empty() const noexcept { return ref_ == 0; }

 private:
  friend struct detail::HtmlAccess;
  constexpr Html(std::uint32_t ref, std::uint32_t generation) noexcept : ref_(ref), generation_(generation) {}

  std::uint32_t ref_ = 0;  // offset in the arena, a multiple of 8, plus what stands there
  std::uint32_t generation_ = 0;
};
static_assert(sizeof(Html) == 8);

// The markup as a page would be served with it, for tests. Inside a RenderScope only.
GOLIVE_API std::string to_string(Html html);

namespace detail {

[[noreturn]] GOLIVE_API void throw_stale_html();

struct HtmlAccess {
  enum Tag : std::uint32_t { kInstance, kList, kValue, kKept, kTagMask = 7 };

  static Html make(const void* part, Tag tag) noexcept { return {render_state.arena->offset_of(part) | tag, render_state.generation}; }
  static Tag tag(Html html) noexcept { return static_cast<Tag>(html.ref_ & kTagMask); }
  // Where the piece is. The one compare that stops a stale handle, in every build.
  static const void* part(Html html) {
    if (html.generation_ != render_state.generation) [[unlikely]]
      throw_stale_html();
    return render_state.arena->at(html.ref_ & ~std::uint32_t{kTagMask});
  }
};

inline Html to_html(const Instance* instance) noexcept { return HtmlAccess::make(instance, HtmlAccess::kInstance); }
inline Html to_html(const List* list) noexcept { return HtmlAccess::make(list, HtmlAccess::kList); }
inline Html to_html(const Kept* kept) noexcept { return HtmlAccess::make(kept, HtmlAccess::kKept); }
GOLIVE_API Html to_html(const Value& value);

// What fills a node slot.
inline Value value_of(Html html) {
  Value value;
  if (html.empty()) return value;
  const void* part = HtmlAccess::part(html);
  switch (HtmlAccess::tag(html)) {
    case HtmlAccess::kInstance:
      value.instance = static_cast<const Instance*>(part), value.kind = ValueKind::instance;
      break;
    case HtmlAccess::kList:
      value.list = static_cast<const List*>(part), value.kind = ValueKind::list;
      break;
    case HtmlAccess::kKept:
      value.kept = static_cast<const Kept*>(part), value.kind = ValueKind::kept;
      break;
    default:
      value = *static_cast<const Value*>(part);
      break;
  }
  return value;
}

// The piece as an instance, wrapped into the template `<!--$0-->` where it is something else. For the root of a view.
GOLIVE_API const Instance& root_instance(Html html);
// The same for a row of a list; nullptr for nothing.
GOLIVE_API const Instance* row_instance(Html html);

}  // namespace detail
}  // namespace golive
