#include "testing/monkey_check.h"

#include <algorithm>
#include <string_view>

#include "base/header_text.h"
#include "golive/testing/failure.h"
#include "testing/excerpt.h"
#include "testing/monkey_values.h"
#include "testing/selector.h"
#include "testing/world.h"

namespace golive::testing {
namespace {

constexpr int kServerError = 500;

bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// A browser overlooks spaces and control characters before the scheme, and line breaks within it (URL Standard, 4.4).
bool is_script_url(std::string_view value) {
  std::string plain;
  for (const char c : value)
    if (static_cast<unsigned char>(c) > ' ') plain += c;
  constexpr std::string_view kSchemes[] = {"javascript:", "data:text/html", "vbscript:"};
  return std::ranges::any_of(kSchemes,
                             [&](std::string_view scheme) { return equal_ignoring_case(plain.substr(0, scheme.size()), scheme); });
}

bool leads_somewhere(std::string_view attribute) {
  constexpr std::string_view kNames[] = {"href", "src", "action", "formaction", "xlink:href", "data", "srcdoc"};
  return std::ranges::find(kNames, attribute) != std::end(kNames);
}

// Whether a browser would run something of the value.
bool runs(const Attribute& attribute) {
  if (attribute.name.starts_with("on") || attribute.name == "srcdoc") return holds(attribute.value, kInjectedCall);
  return leads_somewhere(attribute.name) && is_script_url(attribute.value) && holds(attribute.value, kInjectedCall);
}

std::optional<std::string> wrong_with(Node element) {
  if (holds(element.name(), kInjectedName)) return "a value has become an element: " + excerpt(element);
  for (const Attribute& attribute : element.attributes()) {
    if (holds(attribute.name, kInjectedName)) return "a value has become an attribute: " + excerpt(element);
    if (runs(attribute)) return "a value has become a script in " + std::string(attribute.name) + ": " + excerpt(element);
  }
  const bool is_script = element.name() == "script" || element.name() == "style";
  if (is_script && holds(element.text_content(), kInjectedCall))
    return "a value stands in a <" + std::string(element.name()) + ">: " + excerpt(element);
  return std::nullopt;
}

}  // namespace

std::optional<std::string> injected_markup(Node root) {
  for (Node node = root; node; node = node.after(root))
    if (node.is_element())
      if (auto wrong = wrong_with(node)) return wrong;
  return std::nullopt;
}

void check_as_monkey(PageDriver& driver, std::size_t most_bytes) {
  if (!driver.url().starts_with('/')) return;
  if (driver.status() >= kServerError) throw Failure(driver.url() + " answered " + std::to_string(driver.status()));
  const Node root = driver.look().document.root();
  if (auto wrong = injected_markup(root)) throw Failure(*wrong);
  static const Selector views("[data-live-view]");
  for (const Node view : views.find_all(root)) {
    const std::size_t bytes = driver.world()->server().view_bytes(view.attribute("id").value_or(""));
    if (bytes > most_bytes) throw Failure("the view takes " + std::to_string(bytes) + " bytes, more than " + std::to_string(most_bytes));
  }
}

}  // namespace golive::testing
