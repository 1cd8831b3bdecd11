// Shared parts under any sequence of states: views that come, go, fall behind and catch up all show the newest when they are brought to it,
// and what brings one there brings all that had the same.
#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "diff/shared_part.h"
#include "html/markup_writer.h"
#include "model/random_tree.h"
#include "model/scene.h"
#include "model/served_markup.h"

namespace golive {
namespace {

using model::RandomTree;
using model::Scene;
using model::TreeBuilder;

constexpr std::string_view kOuter = "<h1><!--0--></h1><!--$1-->";

class World {
 public:
  explicit World(std::uint64_t seed) : tree_(seed), random_(seed), part_(std::make_shared<diff::SharedPart>(0x5eed)) { publish(); }

  void publish() {
    tree_.mutate();
    state_ = std::make_unique<TreeBuilder>();
    newest_ = tree_.build(*state_);
    part_->show(++version_, *newest_);
  }
  void come() {
    auto scene = std::make_unique<Scene>();
    TreeBuilder builder;
    const detail::Instance& root = *with_part(builder);
    // By what the server would have written: the part's markup is made once.
    std::string served;
    write_markup(root, served);
    EXPECT_EQ(served, model::markup_of(*plain(builder), model::Marks::with));
    if (chance(50)) scene->open_with(served, root);
    else scene->open_full_with(served, root);
    check(*scene);
    scenes_.push_back(std::move(scene));
  }
  void go() {
    if (!scenes_.empty()) scenes_.erase(scenes_.begin() + static_cast<std::ptrdiff_t>(below(scenes_.size())));
  }
  void flush(int percent) {
    for (const auto& scene : scenes_) {
      if (!chance(percent)) continue;
      TreeBuilder builder;
      scene->show(*with_part(builder));
      check(*scene);
    }
  }
  bool chance(int percent) { return below(100) < static_cast<std::size_t>(percent); }
  std::size_t viewers() const { return scenes_.size(); }
  diff::SharedPart& part() { return *part_; }

 private:
  std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_); }
  const detail::Instance* with_part(TreeBuilder& builder) {
    detail::Value shared;
    shared.shared = part_.get();
    shared.kind = detail::ValueKind::shared;
    return builder.instance(kOuter, {TreeBuilder::integer(version_), shared});
  }
  const detail::Instance* plain(TreeBuilder& builder) {
    return builder.instance(kOuter, {TreeBuilder::integer(version_), TreeBuilder().part(newest_)});
  }
  void check(Scene& scene) {
    TreeBuilder builder;
    EXPECT_EQ(scene.difference(*plain(builder)), "") << scene.frame();
  }

  RandomTree tree_;
  std::mt19937_64 random_;
  std::unique_ptr<TreeBuilder> state_;
  const detail::Instance* newest_ = nullptr;
  std::int64_t version_ = 0;
  std::shared_ptr<diff::SharedPart> part_;
  std::vector<std::unique_ptr<Scene>> scenes_;
};

TEST(SharedStates, EveryViewShowsTheNewestWhenItIsBroughtToIt) {
  const std::uint64_t first = std::random_device()();
  for (std::uint64_t seed = first; seed < first + 60 && !::testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    World world(seed);
    for (int step = 0; step < 30 && !::testing::Test::HasFailure(); ++step) {
      if (world.viewers() < 6 && world.chance(40)) world.come();
      if (world.chance(10)) world.go();
      if (world.chance(80)) world.publish();
      world.flush(step % 3 == 0 ? 100 : 30);
    }
  }
}

TEST(SharedStates, WhoIsTooFarBehindGetsThePartAnew) {
  World world(7);
  world.come();
  for (int i = 0; i < 3 * static_cast<int>(diff::SharedPart::kMaxSnapshots); ++i) {
    world.publish();
    world.come();  // holds each version
  }
  world.flush(100);
}

// Two ways to one version: rows of several templates of which one was left, and a list that is new to who comes then.
TEST(SharedStates, WhoComesLaterGoesOnFromTheSameListAsWhoWasThereBefore) {
  using Rows = std::vector<std::pair<std::int64_t, std::string_view>>;
  const auto part = std::make_shared<diff::SharedPart>(0x5eed);
  std::uint64_t version = 0;
  std::vector<std::unique_ptr<Scene>> scenes;
  const auto bring = [&](const Rows& rows, bool comes) {
    TreeBuilder builder;
    std::vector<detail::Row> list;
    for (const auto& [key, form] : rows)
      list.push_back(TreeBuilder::row(TreeBuilder::integer(key), builder.instance(form, {TreeBuilder::integer(key)})));
    const detail::Instance& plain = *builder.instance("<ul><!--$0--></ul>", {builder.list(list)});
    part->show(++version, plain);
    detail::Value shared;
    shared.shared = part.get();
    shared.kind = detail::ValueKind::shared;
    const detail::Instance& root = *builder.instance("<!--$0-->", {shared});
    const detail::Instance& expected = *builder.instance("<!--$0-->", {builder.part(&plain)});
    for (const auto& scene : scenes) scene->show(root);
    if (comes)
      scenes.push_back(std::make_unique<Scene>()), scenes.back()->open_full_with(model::markup_of(expected, model::Marks::with), root);
    for (const auto& scene : scenes) EXPECT_EQ(scene->difference(expected), "") << scene->frame();
  };
  bring({{1, "<li><!--0--></li>"}, {2, "<li>no <!--0--></li>"}}, true);
  bring({{1, "<li><!--0--></li>"}}, true);
  bring({{1, "<li><!--0--></li>"}, {2, "<li>no <!--0--></li>"}}, false);
}

}  // namespace
}  // namespace golive
