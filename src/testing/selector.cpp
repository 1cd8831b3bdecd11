#include "testing/selector.h"

#include <algorithm>
#include <string>

#include "base/header_text.h"
#include "testing/letter_case.h"
#include "testing/selector_list.h"
#include "testing/visible_text.h"

namespace golive::testing {
namespace {

constexpr std::string_view kSpaces = " \t\n\r\f";

// Attributes of HTML elements whose values selectors compare without regard to case (HTML Standard, 4.16.2).
constexpr std::string_view kValuesOfAnyCase[] = {
    "accept",   "accept-charset", "align",    "alink",    "axis",      "bgcolor",   "charset",  "checked",   "clear",    "codetype",
    "color",    "compact",        "declare",  "defer",    "dir",       "direction", "disabled", "enctype",   "face",     "frame",
    "hreflang", "http-equiv",     "lang",     "language", "link",      "media",     "method",   "multiple",  "nohref",   "noresize",
    "noshade",  "nowrap",         "readonly", "rel",      "rev",       "rules",     "scope",    "scrolling", "selected", "shape",
    "target",   "text",           "type",     "valign",   "valuetype", "vlink"};

bool matches_type(Node element, std::string_view type) {
  return type.empty() || element.name() == type || (element.ns() == Namespace::html && equal_ignoring_case(element.name(), type));
}

bool has_word(std::string_view value, std::string_view word) {
  for (std::size_t begin = value.find_first_not_of(kSpaces); begin != std::string_view::npos;) {
    const std::size_t end = std::min(value.find_first_of(kSpaces, begin), value.size());
    if (value.substr(begin, end - begin) == word) return true;
    begin = value.find_first_not_of(kSpaces, end);
  }
  return false;
}

// `wanted` that is nothing is found by = and |= only.
bool matches_value(AttributeTest::Match match, std::string_view value, std::string_view wanted) {
  switch (match) {
    case AttributeTest::Match::present:
      return true;
    case AttributeTest::Match::equal:
      return value == wanted;
    case AttributeTest::Match::dash:
      return value.starts_with(wanted) && (value.size() == wanted.size() || value[wanted.size()] == '-');
    case AttributeTest::Match::word:
      return !wanted.empty() && has_word(value, wanted);
    case AttributeTest::Match::prefix:
      return !wanted.empty() && value.starts_with(wanted);
    case AttributeTest::Match::suffix:
      return !wanted.empty() && value.ends_with(wanted);
    case AttributeTest::Match::part:
      return !wanted.empty() && value.find(wanted) != std::string_view::npos;
  }
  return false;
}

// Without regard to case, as in browsers: the parser writes names of SVG in its own way, viewBox.
const Attribute* attribute_named(Node element, std::string_view name) {
  for (const Attribute& attribute : element.attributes()) {
    if (equal_ignoring_case(attribute.name, name)) return &attribute;
  }
  return nullptr;
}

bool ignores_case(Node element, const AttributeTest& test) {
  if (test.letters != AttributeTest::Case::by_name) return test.letters == AttributeTest::Case::ignored;
  return element.ns() == Namespace::html &&
         std::ranges::any_of(kValuesOfAnyCase, [&](std::string_view name) { return equal_ignoring_case(name, test.name); });
}

bool matches_attribute(Node element, const AttributeTest& test) {
  const Attribute* attribute = attribute_named(element, test.name);
  if (attribute == nullptr) return false;
  return ignores_case(element, test) ? matches_value(test.match, lower(attribute->value), lower(test.value))
                                     : matches_value(test.match, attribute->value, test.value);
}

Node element_beside(Node node, bool before) {
  do node = before ? node.previous() : node.next();
  while (node && !node.is_element());
  return node;
}

bool matches_place(Node element, const Nth& nth) {
  std::int64_t place = 1;
  for (Node other = element; (other = element_beside(other, !nth.from_end));) ++place;
  const std::int64_t from = place - nth.b;
  return nth.a == 0 ? from == 0 : from % nth.a == 0 && from / nth.a >= 0;
}

bool matches_list(Node element, const SelectorList& list);

bool matches_compound(Node element, const Compound& compound) {
  const auto each = [element](const auto& tests, auto test) {
    return std::ranges::all_of(tests, [&](const auto& one) { return test(element, one); });
  };
  return matches_type(element, compound.type) && each(compound.attributes, matches_attribute) && each(compound.places, matches_place) &&
         each(compound.any_of, matches_list) &&
         std::ranges::none_of(compound.none_of, [&](const auto& list) { return matches_list(element, list); }) &&
         each(compound.texts, [](Node node, const std::string& text) { return visible_text(node).find(text) != std::string::npos; });
}

// The nearest element that stands so before `element`; asked again for the one before that.
Node before(Node element, Combinator combinator) {
  const bool above = combinator == Combinator::descendant || combinator == Combinator::child;
  const Node found = above ? element.parent() : element_beside(element, true);
  return found && found.is_element() ? found : Node();
}

// Whether the steps up to `last` lead to `element`.
bool matches_steps(Node element, const Complex& complex, std::size_t last) {
  if (!matches_compound(element, complex[last].compound)) return false;
  if (last == 0) return true;
  const Combinator combinator = complex[last].combinator;
  const bool only_nearest = combinator == Combinator::child || combinator == Combinator::next;
  for (Node other = before(element, combinator); other; other = before(other, combinator)) {
    if (matches_steps(other, complex, last - 1)) return true;
    if (only_nearest) return false;
  }
  return false;
}

bool matches_list(Node element, const SelectorList& list) {
  return std::ranges::any_of(list.any, [element](const Complex& complex) { return matches_steps(element, complex, complex.size() - 1); });
}

}  // namespace

Selector::Selector(std::string_view text) : list_(std::make_shared<const SelectorList>(read_selector(text))) {}

bool Selector::matches(Node element) const { return element && element.is_element() && matches_list(element, *list_); }

Node Selector::find(Node top) const {
  for (Node node = top.after(top); node; node = node.after(top)) {
    if (matches(node)) return node;
  }
  return {};
}

std::vector<Node> Selector::find_all(Node top) const {
  std::vector<Node> found;
  for (Node node = top.after(top); node; node = node.after(top)) {
    if (matches(node)) found.push_back(node);
  }
  return found;
}

}  // namespace golive::testing
