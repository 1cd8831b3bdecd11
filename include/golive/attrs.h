#pragma once
// A set of attributes chosen at run time.
//
//     Attrs attrs = Attrs().set("class", "field").set("aria-invalid", bad).set("required", true);
//     return HTML(R"(<input {attrs}>)", attrs);
//
// Names are checked: letters, digits and - _ . : only; `on*` and `srcdoc` are refused, and `lv-click` and its kind take on<&C::method>(...)
// only. Values are made safe as in a template: href and src by the list of schemes, style by declarations. A bool is what HTML calls a
// boolean attribute where the name is one (disabled, checked ...), and the words true and false elsewhere. An empty optional leaves the
// attribute out. Setting a name again replaces its value; names are not case-sensitive.
//
// Lifetime: a set belongs to the render it was made in, like Html. Cost: set() copies the set, at some nanoseconds an attribute.
// Errors: Error GL0105 to GL0107 for a name or value that is refused, GL0110 for a name that the tag itself has, GL0102 for a set kept
// beyond its render.
#include <cstdint>
#include <string_view>

#include "golive/detail/api.h"
#include "golive/detail/tree.h"

namespace golive {

class Attrs {
 public:
  constexpr Attrs() noexcept = default;

  template <class T>
  Attrs& set(std::string_view name, const T& value) &;
  template <class T>
  Attrs&& set(std::string_view name, const T& value) && {
    return static_cast<Attrs&&>(set(name, value));
  }

  // Everything of `other` over what is here.
  GOLIVE_API Attrs& merge(const Attrs& other) &;

  bool empty() const noexcept { return set_ == nullptr; }
  // For the tree.
  GOLIVE_API detail::Value value() const;

 private:
  GOLIVE_API void put(std::string_view name, const detail::Value& value);

  const detail::AttributeSet* set_ = nullptr;
  std::uint32_t generation_ = 0;
};

}  // namespace golive
