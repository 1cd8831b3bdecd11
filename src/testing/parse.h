#pragma once
// HTML as browsers read it: "Parsing HTML documents" of the HTML Standard (13.2), with select as it is since 2025.
//
// Linear in the size of the markup, without recursion. Differences from the standard, which bound what hostile markup costs: elements
// deeper than 512 become siblings, at most 1,024 elements are open and 64 formatting elements are reopened.
#include <string_view>

#include "testing/dom.h"

namespace golive::testing {

struct ParseOptions {
  bool scripting = true;  // what is in <noscript> is text, as for a browser that runs scripts
  bool quirks = false;    // of the document a fragment goes into
};

Document parse_document(std::string_view markup, const ParseOptions& options = {});

// As innerHTML of an element named `context` does: the root is a fragment. "svg path" and "math mi" name elements of these.
Document parse_fragment(std::string_view markup, std::string_view context = "body", const ParseOptions& options = {});

}  // namespace golive::testing
