// Random trees by real frames: patched is fresh, and what stays keeps its nodes.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "model/random_tree.h"
#include "model/scene.h"
#include "model/seeds.h"
#include "model/served_markup.h"
#include "testing/selector.h"

namespace golive {
namespace {

using model::RandomTree;
using model::Scene;
using model::TreeBuilder;

// Without marks: those between rows that are texts stay where they were served.
std::vector<testing::NodeId> ids_of(const Scene& scene) {
  std::vector<testing::NodeId> ids;
  for (testing::Node node = scene.root(); node; node = node.after(scene.root()))
    if (node.kind() != testing::NodeKind::comment) ids.push_back(node.id());
  return ids;
}

TEST(LiveRandom, WhatIsShownAlreadyKeepsAllNodes) {
  model::for_seeds([](std::uint64_t seed) {
    RandomTree random(seed);
    Scene scene;
    TreeBuilder builder;
    scene.open(*random.build(builder));
    for (int step = 0; step < 6; ++step) {
      random.mutate();
      TreeBuilder next;
      const detail::Instance& root = *random.build(next);
      scene.show(root);
      ASSERT_EQ(scene.difference(root), "");
      scene.resync(root);  // a list that had rows of several templates is made anew, once
      const std::vector<testing::NodeId> before = ids_of(scene);
      scene.resync(root);
      ASSERT_EQ(ids_of(scene), before) << scene.frame();
    }
  });
}

TEST(LiveRandom, APageThatIsBehindIsBroughtToWhatTheFirstFrameSays) {
  model::for_seeds([](std::uint64_t seed) {
    RandomTree random(seed);
    TreeBuilder old;
    const std::string served = model::markup_of(*random.build(old), model::Marks::with);
    random.mutate();
    TreeBuilder builder;
    const detail::Instance& root = *random.build(builder);
    Scene scene;
    scene.open_full_with(served, root);
    ASSERT_EQ(scene.difference(root), "") << "\n served " << served << "\n frame " << scene.frame();
    random.mutate();
    TreeBuilder next;
    const detail::Instance& after = *random.build(next);
    scene.show(after);
    ASSERT_EQ(scene.difference(after), "") << "\n served " << served << "\n frame " << scene.frame();
  });
}

// Rows by their text, which is their key here.
TEST(LiveRandom, RowsThatStayKeepTheirNodes) {
  model::for_seeds([](std::uint64_t seed) {
    std::mt19937_64 random(seed);
    std::vector<int> keys;
    const auto change = [&] {
      std::erase_if(keys, [&](int) { return random() % 5 == 0; });
      for (std::size_t i = random() % 4; i > 0; --i)
        if (const int key = static_cast<int>(random() % 1'000); std::ranges::find(keys, key) == keys.end())
          keys.insert(keys.begin() + static_cast<std::ptrdiff_t>(random() % (keys.size() + 1)), key);
      if (random() % 3 == 0) std::ranges::shuffle(keys, random);
    };
    const auto build = [&](TreeBuilder& builder) -> const detail::Instance& {
      std::vector<detail::Row> rows;
      for (const int key : keys)
        rows.push_back(TreeBuilder::row(TreeBuilder::integer(key), builder.instance("<li><!--0--></li>", {TreeBuilder::integer(key)})));
      return *builder.instance("<ul><!--$0--></ul>", {builder.list(rows)});
    };
    Scene scene;
    TreeBuilder first;
    change();
    scene.open(build(first));
    for (int step = 0; step < 10; ++step) {
      const auto rows = [&] {
        std::map<std::string, testing::NodeId> found;
        for (const testing::Node row : testing::Selector("li").find_all(scene.root())) found[row.text_content()] = row.id();
        return found;
      };
      const auto before = rows();
      change();
      TreeBuilder builder;
      const detail::Instance& root = build(builder);
      if (step % 3 == 2) scene.resync(root);
      else scene.show(root);
      ASSERT_EQ(scene.difference(root), "") << scene.frame();
      const auto now = rows();
      for (const auto& [text, id] : now) {
        const auto was = before.find(text);
        ASSERT_TRUE(was == before.end() || was->second == id) << text << "\n " << scene.frame();
      }
    }
  });
}

}  // namespace
}  // namespace golive
