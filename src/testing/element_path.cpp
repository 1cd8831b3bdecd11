#include "testing/element_path.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "testing/element_name.h"
#include "testing/locate.h"

namespace golive::testing {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

// What needs no escape in a selector.
bool is_plain_name(std::string_view name) {
  if (name.empty() || !is_letter(name.front())) return false;
  return std::ranges::all_of(name, [](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-'; });
}

std::optional<std::string_view> lasting_id(Node element) {
  const auto id = element.attribute("id");
  return id && is_plain_name(*id) && !element.attribute("data-live-view") ? id : std::nullopt;
}

bool is_one_of_a_kind(Node element) { return element.is_html(Tag::html) || element.is_html(Tag::body) || element.is_html(Tag::head); }

std::size_t place_among_siblings(Node element) {
  std::size_t place = 1;
  for (Node before = element.previous(); before; before = before.previous()) place += before.is_element() ? 1 : 0;
  return place;
}

bool finds_only(const Document& page, const Locator::Part& call, Node element) {
  const std::vector<Node> found = find_all(page, {.parts = {call}});
  return found.size() == 1 && found.front() == element;
}

}  // namespace

std::string path_of(Node element) {
  std::string path;
  for (Node node = element; node && node.is_element(); node = node.parent()) {
    const std::string rest = path.empty() ? std::string() : " > " + path;
    if (const auto id = lasting_id(node)) return '#' + std::string(*id) + rest;
    const std::string name = is_plain_name(node.name()) ? std::string(node.name()) : "*";
    if (is_one_of_a_kind(node)) return name + rest;
    path.assign(name).append(":nth-child(").append(std::to_string(place_among_siblings(node))).append(")").append(rest);
  }
  return path;
}

Locator::Part call_of(const Document& page, Node element) {
  constexpr std::size_t kLongestText = 40;
  Locator::Part path{.selector = path_of(element)};
  if (lasting_id(element) || !is_plain_name(element.name())) return path;
  const std::string type(element.name());
  if (const auto name = element.attribute("name"); name && name->find_first_of("'\\\n") == std::string_view::npos)
    if (Locator::Part call{.selector = type + "[name='" + std::string(*name) + "']"}; finds_only(page, call, element)) return call;
  for (std::string& text : names_of(page, element))
    if (text.size() <= kLongestText)
      if (Locator::Part call{.selector = type, .text = std::move(text)}; finds_only(page, call, element)) return call;
  return path;
}

}  // namespace golive::testing
