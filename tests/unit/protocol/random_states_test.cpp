// Any sequence of states: what the page shows is what a fresh render gives.
#include <gtest/gtest.h>

#include "html/markup_writer.h"
#include "model/random_tree.h"
#include "model/scene.h"
#include "model/seeds.h"
#include "model/served_markup.h"

namespace golive {
namespace {

using model::for_seeds;
using model::RandomTree;
using model::Scene;
using model::TreeBuilder;

constexpr int kSteps = 12;

TEST(RandomStates, ThePageIsTheFreshRenderAfterEveryDiff) {
  for_seeds([](std::uint64_t seed) {
    RandomTree random(seed);
    Scene scene(true);
    TreeBuilder first;
    const detail::Instance& root = *random.build(first);
    if (seed % 2 == 0) scene.open(root);
    else scene.open_full(root);
    ASSERT_EQ(scene.difference(root), "");
    for (int step = 0; step < kSteps; ++step) {
      random.mutate();
      TreeBuilder builder;
      const detail::Instance& next = *random.build(builder);
      const std::string before = scene.page();
      const diff::Outcome outcome = scene.show(next);
      ASSERT_EQ(scene.difference(next), "") << "step " << step << "\n before " << before << "\n frame " << scene.frame();
      ASSERT_NE(outcome, diff::Outcome::again);
      TreeBuilder again;
      ASSERT_EQ(scene.show(*random.build(again)), diff::Outcome::unchanged) << "the same state twice";
    }
  });
}

TEST(RandomStates, TheMarkupWriterServesWhatTheModelExpects) {
  for_seeds([](std::uint64_t seed) {
    RandomTree random(seed);
    for (int step = 0; step < kSteps; ++step) {
      TreeBuilder builder;
      const detail::Instance& root = *random.build(builder);
      std::string served;
      write_markup(root, served);
      ASSERT_EQ(served, model::markup_of(root, model::Marks::with));
      random.mutate();
    }
  });
}

TEST(RandomStates, AFullTreeOverTheLivePageShowsTheSame) {
  for_seeds([](std::uint64_t seed) {
    RandomTree random(seed);
    Scene scene;
    TreeBuilder first;
    scene.open(*random.build(first));
    for (int step = 0; step < kSteps / 2; ++step) {
      random.mutate();
      TreeBuilder builder;
      const detail::Instance& next = *random.build(builder);
      scene.resync(next);
      ASSERT_EQ(scene.difference(next), "");
    }
  });
}

TEST(RandomStates, SkippedRowsAndMemosShowWhatTheyShowed) {
  for_seeds([](std::uint64_t seed) {
    RandomTree random(seed);
    Scene scene;
    TreeBuilder first;
    scene.open(*random.build(first));
    for (int step = 0; step < kSteps; ++step) {
      random.mutate();
      TreeBuilder complete;
      const detail::Instance& fresh = *random.build(complete);
      TreeBuilder builder;
      const std::string before = scene.page();
      if (scene.show(*random.build(builder, &scene.memory())) == diff::Outcome::again) {
        ASSERT_EQ(scene.page(), before);
        ASSERT_NE(scene.show(fresh), diff::Outcome::again) << "asked twice for a render without skipping";
      }
      ASSERT_EQ(scene.difference(fresh), "") << "step " << step << "\n before " << before << "\n frame " << scene.frame();
    }
  });
}

TEST(RandomStates, TheDigestTellsStatesApart) {
  for_seeds([](std::uint64_t seed) {
    RandomTree random(seed);
    diff::Memory gradual(1);
    diff::Templates sent;
    for (int step = 0; step < kSteps; ++step) {
      TreeBuilder builder;
      const detail::Instance& root = *random.build(builder);
      std::string out;
      const std::uint64_t before = gradual.digest();
      const diff::Outcome outcome = gradual.write_diff(root, sent, out);
      ASSERT_EQ(gradual.digest() != before, outcome != diff::Outcome::unchanged);
      diff::Memory whole(1);
      whole.remember(root);
      ASSERT_EQ(gradual.digest(), whole.digest()) << "step " << step << " " << out;
      random.mutate();
    }
  });
}

}  // namespace
}  // namespace golive
