#include "golive/attrs.h"

#include <algorithm>
#include <string>

#include "golive/detail/attrs_set.h"
#include "golive/detail/template_attribute.h"
#include "golive/error.h"

namespace golive {

namespace detail {

namespace {

AttributeKind kind_of(std::string_view name) noexcept {
  const auto size = static_cast<std::uint32_t>(name.size());
  return attribute_kind(name.data(), size, name_key(name.data(), size), 0);
}

bool is_name(std::string_view name) noexcept {
  if (name.empty() || !(is_letter(name.front()) || name.front() == '_')) return false;
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == '.' || c == ':'; });
}

void refuse_special(std::string_view name) {
  for (const std::string_view prefix : {"xlink:", "xml:", "xmlns"})
    if (name.starts_with(prefix))
      throw Error::of("GL0107", {name, "nothing: the client writes no attributes with a namespace   write href, lang"});
  switch (kind_of(name)) {
    case AttributeKind::handler:
      throw Error::of("GL0106", {name, "write lv-" + std::string(name.substr(2)) + " with on<&C::method>(...)"});
    case AttributeKind::srcdoc:
      throw Error::of("GL0106", {name, "serve the document at a URL of its own and use src"});
    case AttributeKind::reserved:
      throw Error::of("GL0107", {name, "nothing: the name is used between server and client   choose another"});
    default:
      break;
  }
}

}  // namespace

std::string_view checked_attribute_name(std::string_view name) {
  if (!is_name(name)) {
    Value shown;
    set_text(shown, name);
    throw Error::of("GL0105", {shown.view()});
  }
  TextWriter writer;
  writer.append(name);
  char* lower = const_cast<char*>(writer.view().data());  // made just now
  std::transform(lower, lower + name.size(), lower, [](char c) { return is_upper(c) ? static_cast<char>(c + 32) : c; });
  refuse_special(writer.view());
  return writer.view();
}

// The element is not known here: a name that is a URL on any element is one.
Context attribute_context(std::string_view name) noexcept {
  switch (kind_of(name)) {
    case AttributeKind::boolean:
      return Context::boolean_attribute;
    case AttributeKind::url:
      return Context::url;
    case AttributeKind::srcset:
      return Context::srcset;
    case AttributeKind::style:
      return Context::style;
    case AttributeKind::event:
      return Context::event;
    default:
      break;
  }
  for (const std::string_view url : {"data", "values", "to", "from", "by"})
    if (name == url) return Context::url;
  return Context::attribute;
}

void throw_attribute_type(std::string_view name, Context context) {
  switch (context) {
    case Context::event:
      throw Error::of("GL0107", {name, "on<&C::method>(...)"});
    case Context::boolean_attribute:
      throw Error::of("GL0107", {name, "a bool"});
    default:
      throw Error::of("GL0107", {name, "text   events are bound to lv-click, lv-change and their kind"});
  }
}

Value filtered(const Value& value, Context context) {
  if (value.kind != ValueKind::text || !is_filtered(context)) return value;
  Value result;
  set_filtered(result, context, value.view());
  return result;
}

}  // namespace detail

namespace {

using detail::Attribute;
using detail::AttributeSet;

// A copy with room for one more, so that a set once handed out never changes.
Attribute* copy_items(const AttributeSet* set) {
  const std::uint32_t count = set == nullptr ? 0 : set->count;
  auto* items = static_cast<Attribute*>(detail::render_state.arena->allocate((count + 1) * sizeof(Attribute)));
  if (count > 0) std::copy_n(set->items, count, items);
  return items;
}

}  // namespace

void Attrs::put(std::string_view name, const detail::Value& value) {
  if (set_ != nullptr && generation_ != detail::render_state.generation) detail::throw_stale_html();
  Attribute* items = copy_items(set_);
  std::uint32_t count = set_ == nullptr ? 0 : set_->count;
  Attribute* end = items + count;
  Attribute* place = std::lower_bound(items, end, name, [](const Attribute& item, std::string_view wanted) { return item.name < wanted; });
  if (place == end || place->name != name) {
    std::copy_backward(place, end, end + 1);
    ++count;
  }
  *place = Attribute{name, value};
  auto* set = static_cast<AttributeSet*>(detail::render_state.arena->allocate(sizeof(AttributeSet)));
  *set = AttributeSet{items, count};
  set_ = set;
  generation_ = detail::render_state.generation;
}

Attrs& Attrs::merge(const Attrs& other) & {
  const detail::Value theirs = other.value();
  if (theirs.kind == detail::ValueKind::nothing) return *this;
  for (std::uint32_t i = 0; i < theirs.attributes->count; ++i) put(theirs.attributes->items[i].name, theirs.attributes->items[i].value);
  return *this;
}

detail::Value Attrs::value() const {
  detail::Value value;
  if (set_ == nullptr) return value;
  if (generation_ != detail::render_state.generation) detail::throw_stale_html();
  value.attributes = set_;
  value.kind = detail::ValueKind::attribute_set;
  return value;
}

}  // namespace golive
