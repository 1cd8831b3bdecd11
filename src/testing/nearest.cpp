#include "testing/nearest.h"

#include <algorithm>
#include <cctype>
#include <functional>
#include <map>
#include <optional>

#include "base/nearest_name.h"
#include "testing/element_name.h"
#include "testing/excerpt.h"

namespace golive::testing {
namespace {

// A simple part of a selector, and all that the page has of its kind with one element each.
struct Word {
  std::string_view text;  // as it is in the selector: #id, .class, name or "value"
  std::string_view name;
  std::string_view kind;
};

bool is_name(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

// Types, ids and classes, and values of attributes, in order. What is in brackets of functions is read too.
std::vector<Word> words_of(std::string_view selector) {
  std::vector<Word> words;
  for (std::size_t at = 0; at < selector.size();) {
    const char c = selector[at];
    const std::size_t begin = at;
    if (c == '"' || c == '\'') {
      const std::size_t end = std::min(selector.find(c, at + 1), selector.size());
      words.push_back({selector.substr(begin, end + 1 - begin), selector.substr(at + 1, end - at - 1), "value"});
      at = end + 1;
      continue;
    }
    const bool is_pseudo = c == ':';
    const bool is_attribute = c == '[';
    if (c == '#' || c == '.' || is_pseudo || is_attribute || c == '=') ++at;
    const std::size_t start = at;
    while (at < selector.size() && is_name(selector[at])) ++at;
    if (at == start) {
      at = std::max(at, begin + 1);
      continue;
    }
    const std::string_view name = selector.substr(start, at - start);
    if (is_pseudo) continue;
    words.push_back({selector.substr(begin, at - begin), name,
                     c == '#'       ? "id"
                     : c == '.'     ? "class"
                     : is_attribute ? "attribute"
                     : c == '='     ? "value"
                                    : "element"});
  }
  return words;
}

void split(std::string_view classes, const std::function<void(std::string_view)>& each) {
  for (std::size_t at = 0; at < classes.size();) {
    const std::size_t end = std::min(classes.find_first_of(" \t\n\f\r", at), classes.size());
    if (end > at) each(classes.substr(at, end - at));
    at = end + 1;
  }
}

std::map<std::string_view, Node> all_of(const Document& page, std::string_view kind) {
  std::map<std::string_view, Node> found;
  for (Node node = page.root(); node; node = node.after(page.root())) {
    if (!node.is_element()) continue;
    if (kind == "element") found.emplace(node.name(), node);
    for (const Attribute& attribute : node.attributes()) {
      if (kind == "attribute") found.emplace(attribute.name, node);
      if (kind == "value") found.emplace(attribute.value, node);
      if (kind == "id" && attribute.name == "id") found.emplace(attribute.value, node);
      if (kind == "class" && attribute.name == "class") split(attribute.value, [&](std::string_view name) { found.emplace(name, node); });
    }
  }
  return found;
}

std::optional<std::string_view> nearest_of(std::string_view name, const std::map<std::string_view, Node>& known) {
  std::vector<std::string_view> names;
  for (const auto& [each, node] : known) names.push_back(each);
  const std::string_view nearest = nearest_name(name, names);
  return nearest.empty() ? std::nullopt : std::optional(nearest);
}

}  // namespace

std::string nearest_by_selector(const Document& page, std::string_view selector) {
  for (const Word& word : words_of(selector)) {
    const auto known = all_of(page, word.kind);
    if (known.contains(word.name)) continue;
    std::string text = "\n  nothing on the page has the " + std::string(word.kind) + ' ' + std::string(word.text);
    if (const auto nearest = nearest_of(word.name, known))
      text += "   did you mean '" + std::string(*nearest) + "'?\n" + surroundings(known.at(*nearest));
    return text;
  }
  return "\n  each part of it matches something, but not all together";
}

std::string nearest_by_name(const Document& page, const std::vector<Node>& found, std::string_view text) {
  std::map<std::string, Node> names;
  for (const Node element : found)
    for (std::string& name : names_of(page, element)) names.emplace(std::move(name), element);
  std::vector<std::string_view> spelled;
  for (const auto& [name, node] : names) spelled.push_back(name);
  if (const std::string_view nearest = nearest_name(text, spelled); !nearest.empty())
    return "   did you mean \"" + std::string(nearest) + "\"?\n" + surroundings(names.at(std::string(nearest)));
  std::string lines =
      "\n  " + std::to_string(found.size()) + (found.size() == 1 ? " element matches" : " elements match") + " without the text:";
  for (std::size_t i = 0; i < std::min<std::size_t>(found.size(), 5); ++i) lines += "\n  " + excerpt(found[i], 110);
  return lines;
}

}  // namespace golive::testing
