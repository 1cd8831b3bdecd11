#pragma once
// CSS selectors over parsed pages: Selectors Level 4 as far as tests need it, and :has-text().
//
//     const Selector buttons("form.add button:not([disabled]):has-text('Add')");
//     for (const Node button : buttons.find_all(page.root())) ...
//
// Types, *, #id, .class; [a], [a=b], ~=, |=, ^=, $=, *=, with i or s; descendants, >, + and ~; lists; :nth-child() and :nth-last-child()
// of an+b, odd or even; :first-child, :last-child, :only-child; :not() and :is() of lists; :has-text("words"): what a reader sees of the
// element (visible_text.h) contains them. As in a browser, without quirks: names of HTML elements and of attributes are compared without
// regard to case, values with regard to it, but for the attributes that the HTML Standard lists (4.16.2, "Case-sensitivity of selectors").
//
// Threads: a Selector is not changed after it was made.
#include <memory>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "testing/dom.h"

namespace golive::testing {

// A selector that cannot be read. what(): what is wrong, the selector, and a mark under the place.
class SelectorError : public std::invalid_argument {
 public:
  SelectorError(std::string_view selector, std::size_t at, std::string_view problem);
};

struct SelectorList;

class Selector {
 public:
  explicit Selector(std::string_view text);

  bool matches(Node element) const;
  // Elements inside of `top` in the tree's order, what is in templates aside. The selector's other parts may match outside of `top`.
  Node find(Node top) const;  // no node: there is none
  std::vector<Node> find_all(Node top) const;

 private:
  std::shared_ptr<const SelectorList> list_;
};

}  // namespace golive::testing
