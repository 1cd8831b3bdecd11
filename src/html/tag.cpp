#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>

#include "golive/detail/template_element.h"
#include "golive/detail/template_markup.h"
#include "golive/error.h"
#include "golive/html.h"

namespace golive {

namespace {

using namespace detail;

constexpr std::size_t kLongestName = 64;
constexpr std::size_t kMostNames = 1024;  // custom elements included; a name that comes from outside must not fill the memory

// The template `<name {attrs}>{content}</name>`, kept for the life of the process: trees, connections and browsers refer to it.
struct TagTemplate {
  TagTemplate(std::string_view name, const Element& element);

  std::string opening;
  std::string closing;
  std::string browser_form;
  std::string_view statics[3];
  SlotInfo slots[2];
  TemplateInfo info;
};

TagTemplate::TagTemplate(std::string_view name, const Element& element)
    : opening("<" + std::string(name)),
      closing("</" + std::string(name) + ">"),
      browser_form(opening + " lv-s=\"* 0\">" + (element.kind == ElementKind::empty ? "" : "<!--$1-->" + closing)),
      statics{opening, ">", closing},
      slots{{SlotKind::attribute_set, {}, 0}, {SlotKind::node, {}, element.enter}},
      info{.fingerprint = 0,
           .fingerprint_text = {},
           .browser_form = browser_form,
           .statics = statics,
           .slots = slots,
           .slot_count = element.kind == ElementKind::empty ? std::uint16_t{1} : std::uint16_t{2},
           .has_node_slots = true,
           .starts_with_text = false,
           .ends_with_text = false,
           .ns = Namespace::html,
           .forbidden_context = element.forbidden,
           .file = "tag()",
           .line = 0} {
  info.fingerprint = template_fingerprint(browser_form);
  for (unsigned i = 0; i < sizeof info.fingerprint_text; ++i) info.fingerprint_text[i] = fingerprint_character(info.fingerprint, i);
}

bool is_custom_name(std::string_view name) noexcept {
  if (name.size() > kLongestName || name.find('-') == std::string_view::npos || !(name.front() >= 'a' && name.front() <= 'z')) return false;
  for (const char c : name)
    if (!((c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '_' || c == '.')) return false;
  for (const std::string_view reserved : {"annotation-xml", "color-profile", "font-face", "font-face-src", "font-face-uri",
                                          "font-face-format", "font-face-name", "missing-glyph"})
    if (name == reserved) return false;
  return true;
}

[[noreturn]] void refuse(std::string_view name, std::string_view advice) {
  Value shown;
  set_text(shown, name.substr(0, kLongestName));
  throw Error::of("GL0108", {shown.view(), advice});
}

Element checked_element(std::string_view name) {
  for (const char c : name)
    if (is_upper(c)) refuse(name, "write the name in lower case");
  for (const std::string_view active : {"object", "embed", "link", "meta", "svg", "math"})
    if (name == active) refuse(name, "it loads or changes more than its own content: write it in a template");
  const Element element = html_element(name_key(name.data(), static_cast<std::uint32_t>(name.size())));
  switch (element.kind) {
    case ElementKind::normal:
    case ElementKind::empty:
    case ElementKind::preserve:
      return element;
    case ElementKind::unknown:
      if (!name.empty() && is_custom_name(name)) return {.enter = kInside, .forbidden = kNotFlow, .kind = ElementKind::normal};
      refuse(name, "choose an HTML element, or a custom element with a dash in its name");
    default:
      refuse(name, "its content is not HTML, or runs: write it in a template");
  }
}

class TagTemplates {
 public:
  const TagTemplate& find(std::string_view name) {
    {
      const std::shared_lock reading(mutex_);
      if (const auto known = templates_.find(name); known != templates_.end()) return *known->second;
    }
    auto made = std::make_unique<TagTemplate>(name, checked_element(name));
    const std::unique_lock writing(mutex_);
    if (templates_.size() >= kMostNames) refuse(name, "too many different names in this process");
    return *templates_.try_emplace(std::string(name), std::move(made)).first->second;
  }

 private:
  std::shared_mutex mutex_;
  std::map<std::string, std::unique_ptr<TagTemplate>, std::less<>> templates_;
};

TagTemplates& tag_templates() {
  static auto* const templates = new TagTemplates;  // never destroyed: loops may still render while statics are
  return *templates;
}

}  // namespace

Html tag(std::string_view name, const Attrs& attrs, Html content) {
  const TagTemplate& found = tag_templates().find(name);
  Instance* instance = new_instance(found.info);
  instance->values()[0] = attrs.value();
  if (found.info.slot_count == 2) instance->values()[1] = value_of(content);
  else if (!content.empty()) throw Error::of("GL0109", {name});
  return to_html(instance);
}

}  // namespace golive
