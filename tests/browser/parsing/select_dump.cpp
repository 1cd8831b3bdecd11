// Random pages and what random selectors find in them, as JSON lines {"markup","selectors":[{"selector","found":[place among all
// elements]}]}. selecting.mjs compares them with querySelectorAll. Usage: select_dump SEED PAGES
#include <cstdio>
#include <cstdlib>
#include <map>

#include "json_text.h"
#include "testing/parse.h"
#include "testing/selector.h"
#include "unit/testing/random_selector.h"

namespace {

using namespace golive::testing;

constexpr int kSelectors = 20;  // a page

void dump(const std::string& markup, golive::test::RandomSelector& random) {
  const Document page = parse_document(markup);
  std::map<NodeId, std::size_t> places;
  for (const Node element : Selector("*").find_all(page.root())) places.emplace(element.id(), places.size());
  std::printf("{\"markup\":%s,\"selectors\":[", json_text(markup).c_str());
  for (int i = 0; i < kSelectors; ++i) {
    const std::string selector = random.selector();
    std::printf("%s{\"selector\":%s,\"found\":[", i == 0 ? "" : ",", json_text(selector).c_str());
    const char* separator = "";
    for (const Node element : Selector(selector).find_all(page.root())) {
      std::printf("%s%zu", separator, places.at(element.id()));
      separator = ",";
    }
    std::printf("]}");
  }
  std::printf("]}\n");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  golive::test::RandomSelector random(std::strtoull(argv[1], nullptr, 10));
  for (int i = std::atoi(argv[2]); i > 0; --i) dump(random.page(), random);
}
