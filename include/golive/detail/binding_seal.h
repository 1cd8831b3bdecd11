#pragma once
// The tag that a view appends to its sealed bindings: `remove(17)` becomes `remove(17)~x3kQ0_A`.
//
// Implemented by live::ViewSeal, which asks it back of the events that come, and by diff::SharedParts, which notes what a shared part
// binds.
#include <cstddef>
#include <string_view>

namespace golive::detail {

class TextWriter;

inline constexpr char kTagMark = '~';        // in no handler's name
inline constexpr std::size_t kTagBytes = 8;  // with the mark: the last of the event's text

// Of an event's or binding's text, with arguments and tag or without.
constexpr std::string_view handler_name(std::string_view text) noexcept { return text.substr(0, text.find_first_of("(~")); }

// The text before its tag; all of it if it has none.
constexpr std::string_view without_tag(std::string_view text) noexcept {
  const bool tagged = text.size() > kTagBytes && text[text.size() - kTagBytes] == kTagMark;
  return text.substr(0, tagged ? text.size() - kTagBytes : text.size());
}

class BindingSeal {
 public:
  // Appends the tag to a binding that has been written, if it is sealed.
  virtual void finish(TextWriter& binding) = 0;
  // Whether events of this handler need a tag.
  virtual bool seals(std::string_view handler) const noexcept = 0;

 protected:
  ~BindingSeal() = default;
};

}  // namespace golive::detail
