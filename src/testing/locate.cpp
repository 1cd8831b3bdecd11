#include "testing/locate.h"

#include <algorithm>
#include <map>

#include "golive/testing/failure.h"
#include "testing/element_name.h"
#include "testing/excerpt.h"
#include "testing/nearest.h"
#include "testing/selector.h"

namespace golive::testing {
namespace {

constexpr std::size_t kMostShown = 5;

// Tests use the same few selectors again and again; reading one costs more than finding it on a small page.
const Selector& selector_of(const std::string& text) {
  thread_local std::map<std::string, Selector> known;
  if (const auto found = known.find(text); found != known.end()) return found->second;
  try {
    return known.emplace(text, Selector(text)).first->second;
  } catch (const SelectorError& error) {
    throw Failure(error.what());
  }
}

// Those that are called so, else those whose name has the words in it.
std::vector<Node> named(const Document& page, const std::vector<Node>& found, const std::string& text) {
  std::vector<Node> equal, holding;
  for (const Node element : found) {
    bool is_equal = false, holds = false;
    for (const std::string& name : names_of(page, element)) {
      is_equal = is_equal || name == text;
      holds = holds || name.find(text) != std::string::npos;
    }
    if (is_equal) equal.push_back(element);
    else if (holds) holding.push_back(element);
  }
  return equal.empty() ? holding : equal;
}

std::vector<Node> find_part(const Document& page, const Locator::Part& part, const std::vector<Node>& tops) {
  std::vector<Node> found;
  for (const Node top : tops)
    for (const Node element : selector_of(part.selector).find_all(top))
      if (tops.size() == 1 || std::ranges::find(found, element) == found.end()) found.push_back(element);
  if (!part.text.empty()) found = named(page, found, part.text);
  if (part.index) {
    if (*part.index < found.size()) found = {found[*part.index]};
    else found.clear();
  }
  return found;
}

std::string list(const std::vector<Node>& elements) {
  std::string lines;
  for (std::size_t i = 0; i < std::min(elements.size(), kMostShown); ++i) lines += "\n  " + excerpt(elements[i], 110);
  if (elements.size() > kMostShown) lines += "\n  and " + std::to_string(elements.size() - kMostShown) + " more";
  return lines;
}

std::string spelled(const Locator::Part& part) {
  std::string text = '"' + part.selector + '"';
  if (!part.text.empty()) text += ", \"" + part.text + '"';
  if (part.index) text += ", the " + std::to_string(*part.index + 1) + ". one";
  return text;
}

// The parts that find something, and then why the next does not.
[[noreturn]] void fail_none(const Document& page, const Locator& locator) {
  std::vector<Node> tops{page.root()};
  for (const Locator::Part& part : locator.parts) {
    std::vector<Node> found = find_part(page, part, tops);
    if (!found.empty()) {
      tops = std::move(found);
      continue;
    }
    std::string text = "no element " + spelled(part);
    if (tops.front() != page.root()) text += " within " + excerpt(tops.front(), 80);
    const std::vector<Node> of_selector = find_part(page, {.selector = part.selector}, tops);
    if (of_selector.empty()) throw Failure(text + nearest_by_selector(page, part.selector));
    if (!part.text.empty()) throw Failure(text + nearest_by_name(page, of_selector, part.text));
    throw Failure(text + ": there are " + std::to_string(of_selector.size()) + list(of_selector));
  }
  throw Failure("no element");
}

}  // namespace

std::vector<Node> find_all(const Document& page, const Locator& locator) {
  std::vector<Node> found{page.root()};
  for (const Locator::Part& part : locator.parts) found = find_part(page, part, found);
  return found;
}

Node find_one(const Document& page, const Locator& locator) {
  const std::vector<Node> found = find_all(page, locator);
  if (found.size() == 1) return found.front();
  if (found.empty()) fail_none(page, locator);
  throw Failure(std::to_string(found.size()) + " elements where one is meant; say more, or nth(i)" + list(found));
}

std::string spelled(const Locator& locator) {
  std::string text;
  for (auto part = locator.parts.rbegin(); part != locator.parts.rend(); ++part) text += (text.empty() ? "" : " within ") + spelled(*part);
  return text;
}

}  // namespace golive::testing
