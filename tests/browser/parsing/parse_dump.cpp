// Markup and the tree our parser makes of it, as JSON lines {"context","markup","tree","html"}; context "" is a document. parsing.mjs
// compares them with a browser's. Without arguments: the cases of tests/unit/testing/trees and every named reference; SEED COUNT: random
// ones.
#include <cstdio>
#include <cstdlib>
#include <string>

#include "json_text.h"
#include "testing/parse.h"
#include "unit/testing/random_markup.h"
#include "unit/testing/tree_cases.h"
#include "unit/testing/tree_text.h"

namespace {

struct NamedEntry {
  unsigned char shared;
  std::string_view rest;
  std::string_view text;
};
constexpr NamedEntry kEntries[] = {
#include "testing/named_references.inc"
};

void dump(const std::string& context, const std::string& markup) {
  using namespace golive::testing;
  const ParseOptions options{.scripting = !context.empty() && context != "template"};  // DOMParser and templates run none
  const Document page = context.empty() ? parse_document(markup, options) : parse_fragment(markup, context, options);
  std::printf("{\"context\":%s,\"markup\":%s,\"tree\":%s,\"html\":%s}\n", json_text(context).c_str(), json_text(markup).c_str(),
              json_text(golive::test::tree_text(page.root())).c_str(), json_text(page.root().inner_html()).c_str());
}

void dump_references() {
  std::string name;
  for (const NamedEntry& entry : kEntries) {
    name = name.substr(0, entry.shared) + std::string(entry.rest);
    dump("body", "&" + name + " &" + name + "x &" + name + "; <a b='&" + name + "' c='&" + name + "x' d=&" + name + "=>");
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3) {
    golive::test::RandomMarkup random(std::strtoull(argv[1], nullptr, 10));
    for (int i = std::atoi(argv[2]); i > 0; --i) {
      const std::string context = random.context();
      dump(context, random.text());
    }
    return 0;
  }
  for (const golive::test::TreeCase& each : golive::test::tree_cases()) dump(each.context, each.markup);
  dump_references();
}
