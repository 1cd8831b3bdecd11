// Selectors of the testing kit: a text is one that finds something or nothing, or it is refused with its place.
#include "testing/selector.h"

#include <algorithm>
#include <string>

#include "fuzz/target.h"
#include "testing/parse.h"

namespace golive::fuzz {
namespace {

using testing::Document;
using testing::Node;
using testing::Selector;

bool is_refused(const std::string& text) {
  try {
    const Selector read(text);
    return false;
  } catch (const testing::SelectorError& error) {
    const std::string_view says = error.what();
    require(says.find('^') != std::string_view::npos, "a refusal shows the place");
    return true;
  }
}

void find(const std::string& text, std::string_view markup) {
  const Document page = testing::parse_document(markup);
  const Selector selector(text);
  const Selector same(":is(" + text + ")");
  const Selector others(":not(" + text + ")");
  const Selector more(text + ", " + text);
  const std::vector<Node> found = selector.find_all(page.root());
  require(selector.find(page.root()) == (found.empty() ? Node() : found.front()), "the first of all is the first");
  auto next = found.begin();
  for (Node node = page.root(); node; node = node.after(page.root())) {
    const bool matches = selector.matches(node);
    require(matches == (next != found.end() && *next == node), "what is found matches, and nothing else, in the tree's order");
    require(same.matches(node) == matches && more.matches(node) == matches, "a list of one is that one");
    require(others.matches(node) == (node.is_element() && !matches), ":not() is what it is not");
    if (matches) ++next;
  }
}

// SELECTOR LF MARKUP
void selector(std::string_view input) {
  std::string_view text = input;
  const std::string_view markup = split_off(text, '\n');
  const std::string whole(text);
  if (is_refused(whole)) return;
  if (is_refused(":is(" + whole + ")")) return require(whole.find('(') != std::string::npos, "what is a selector is one in a list");
  find(whole, markup.substr(0, 400));
}

const Registration registered({"selector", "src/testing/selector.cpp src/testing/selector_reader.cpp", selector});

}  // namespace
}  // namespace golive::fuzz
