#pragma once
// Patched is fresh: what frames made of a page is what a render from nothing gives. Defined here once for all tests.
//
// The insides of two elements are the same if their elements, texts and attributes are. Not looked at: the marks of node slots and texts,
// where one text ends and the next begins, the order of attributes and of classes, the client's own classes, what a listener of ours calls
// foreign. What a user typed or ticked is no attribute, and so not in it.
#include <optional>
#include <string>
#include <string_view>

#include "testing/dom.h"

namespace golive::testing {

// What others than the server wrote to the patched page: scripts, widgets, the user who opened a <details>.
class Foreign {
 public:
  virtual ~Foreign() = default;
  virtual bool is_foreign(Node) const { return false; }
  virtual bool is_foreign(Node, std::string_view /*attribute*/) const { return false; }
  virtual bool is_foreign_inside(Node /*element*/) const { return false; }
};

struct Difference {
  std::string path;     // of the element it is at: "main > ul > li:nth-child(3)"
  std::string patched;  // markup, short
  std::string fresh;

  std::string text() const;  // for an error message, several lines
};

// Costs what reading both costs, nothing is copied. `foreign` is asked of the patched page.
std::optional<Difference> compare(Node patched_root, Node fresh_root, const Foreign* foreign = nullptr);

}  // namespace golive::testing
