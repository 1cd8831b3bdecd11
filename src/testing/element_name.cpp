#include "testing/element_name.h"

#include "testing/control_markup.h"
#include "testing/visible_text.h"

namespace golive::testing {
namespace {

bool is_labelable(Node element) {
  return element.ns() == Namespace::html &&
         (element.name() == "input" || element.name() == "select" || element.name() == "textarea" || element.name() == "button" ||
          element.name() == "meter" || element.name() == "output" || element.name() == "progress");
}

void add(std::vector<std::string>& names, std::string name) {
  if (!name.empty()) names.push_back(std::move(name));
}

// 4.10.4 of the HTML Standard, The label element: by `for`, or as its first control.
void add_labels(const Document& page, Node control, std::vector<std::string>& names) {
  const auto id = control.attribute("id");
  for (Node node = page.root(); node; node = node.after(page.root())) {
    if (!node.is_element() || node.name() != "label") continue;
    const auto target = node.attribute("for");
    if (target ? id && *target == *id : false) add(names, visible_text(node));
  }
  for (Node node = control.parent(); node; node = node.parent())
    if (node.is_element() && node.name() == "label" && !node.attribute("for")) add(names, visible_text(node));
}

}  // namespace

std::vector<std::string> names_of(const Document& page, Node element) {
  std::vector<std::string> names;
  add(names, visible_text(element));
  for (const std::string_view name : {"aria-label", "placeholder", "title", "alt"})
    if (const auto value = element.attribute(name)) add(names, without_needless_space(*value));
  if (!is_labelable(element)) return names;
  add_labels(page, element, names);
  if (const auto value = element.attribute("value"); value && element.is_html(Tag::input) && input_type(element) >= InputType::submit)
    add(names, std::string(*value));
  return names;
}

}  // namespace golive::testing
