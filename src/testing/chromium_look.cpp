#include "testing/chromium_look.h"

#include <limits>

#include "testing/compare.h"
#include "testing/control_markup.h"
#include "testing/document_editor.h"
#include "testing/page_check.h"
#include "testing/parse.h"
#include "testing/selector.h"

namespace golive::testing {
namespace {

constexpr std::string_view kOwn = "golive-";
constexpr ElementIndex kNone = std::numeric_limits<ElementIndex>::max();  // no element of the page: the parser made it

// What people open and close, and what belongs to hooks.
class WrittenInPage : public Foreign {
 public:
  using Foreign::is_foreign;
  bool is_foreign(Node element, std::string_view attribute) const override {
    return (attribute == "open" && (is_named(element, "details") || is_named(element, "dialog"))) || is_foreign_inside(element);
  }
  // A live chart, whose hook the library brings, writes to all of its figure.
  bool is_foreign_inside(Node element) const override {
    static const Selector chart("[lv-hook][lv-src]");
    return element.attribute("lv-hook").has_value() || (is_named(element, "figure") && chart.find(element));
  }
};

}  // namespace

ChromiumLook::ChromiumLook(std::string_view snapshot) : document_(parse_document(snapshot)), controls_(document_.root()) {
  for (Node node = document_.root(); node; node = node.after(document_.root()))
    if (node.is_element()) read(node);
}

// Control state and numbers come as attributes, which are no part of the page and are taken out.
void ChromiumLook::read(Node element) {
  if (index_.size() <= element.id()) index_.resize(element.id() + 1, kNone);
  if (element.attribute("golive-index")) index_[element.id()] = index_in_browser(element);
  if (const auto value = element.attribute("golive-value"); value && is_control(element) && !is_named(element, "select"))
    controls_.know_value(element, *value);
  if (is_input(element, InputType::checkbox) || is_input(element, InputType::radio))
    controls_.set_checked(element, element.attribute("golive-checked").has_value());
  if (is_named(element, "select")) controls_.select_nothing(element);
  if (is_named(element, "option")) {
    const bool on = element.attribute("golive-selected").has_value();
    const Node select = select_of(element);
    if (on || (select && select.attribute("multiple"))) controls_.set_selected(element, on);
  }
  if (element.attribute("golive-focused")) controls_.set_focused(element);
  std::vector<std::string> own;
  for (const Attribute& attribute : element.attributes())
    if (attribute.name.starts_with(kOwn)) own.emplace_back(attribute.name);
  DocumentEditor editor(document_);
  for (const std::string& name : own) editor.remove_attribute(element, name);
}

std::optional<std::string> ChromiumLook::difference(World& world) const {
  static const Selector roots("[data-live-view]");
  const WrittenInPage foreign;
  for (const Node root : roots.find_all(document_.root())) {
    std::string markup;
    if (!world.server().render(root.attribute("id").value_or(""), markup)) continue;
    const Document fresh = parse_fragment(markup, root.name());
    if (auto wrong = wrong_nesting(fresh)) return wrong;
    if (const auto difference = compare(root, fresh.root(), &foreign)) return difference->text();
  }
  return std::nullopt;
}

}  // namespace golive::testing
