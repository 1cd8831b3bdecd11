// Random pages that are behind, as JSON lines {"name","html","steps":[{"frame","html"}]}: served as "html" and joined by a full tree of
// another state, the first step; then a diff. joining.mjs plays them. Usage: joining_dump SEED PAGES
#include <cstdio>
#include <cstdlib>
#include <string>

#include "browser/parsing/json_text.h"
#include "model/random_tree.h"
#include "model/scene.h"
#include "model/served_markup.h"

namespace {

using namespace golive::model;

void add_step(std::string& steps, const Scene& scene, const golive::detail::Instance& root) {
  if (!steps.empty()) steps += ',';
  steps += "{\"frame\":" + scene.frame() + ",\"html\":" + json_text(markup_of(root, Marks::without)) + '}';
}

void dump(std::uint64_t seed) {
  RandomTree random(seed);
  TreeBuilder old;
  const std::string served = markup_of(*random.build(old), Marks::with);
  for (std::uint64_t changes = 1 + seed % 3; changes > 0; --changes) random.mutate();
  Scene scene;
  TreeBuilder builder;
  const golive::detail::Instance& joined = *random.build(builder);
  scene.open_full_with(served, joined);
  std::string steps;
  add_step(steps, scene, joined);
  random.mutate();
  TreeBuilder next;
  const golive::detail::Instance& changed = *random.build(next);
  scene.show(changed);
  if (!scene.frame().empty()) add_step(steps, scene, changed);
  std::printf("{\"name\":\"seed %llu\",\"html\":%s,\"steps\":[%s]}\n", static_cast<unsigned long long>(seed), json_text(served).c_str(),
              steps.c_str());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const std::uint64_t first = std::strtoull(argv[1], nullptr, 10);
  const std::uint64_t count = std::strtoull(argv[2], nullptr, 10);
  for (std::uint64_t seed = first; seed < first + count; ++seed) dump(seed);
}
