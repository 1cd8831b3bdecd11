// Any sequence of states in LiveView's shape: join and diffs, put together as LiveView's client does, are the HTML that is served.
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "diff/memory.h"
#include "diff/phoenix_statics.h"
#include "diff/shared_part.h"
#include "html/markup_writer.h"
#include "model/phoenix_page.h"
#include "model/random_tree.h"
#include "model/seeds.h"
#include "model/tree_builder.h"

namespace golive {
namespace {

using diff::Form;
using diff::Outcome;
using model::for_seeds;
using model::PhoenixPage;
using model::RandomTree;
using model::TreeBuilder;

constexpr int kSteps = 12;

std::string served(const detail::Instance& root) {
  std::string markup;
  write_markup(root, markup);
  return markup;
}

// One view and one client of it.
class PhoenixScene {
 public:
  explicit PhoenixScene(bool verify = false) : memory_(0x5eed, verify) {}

  void join(const detail::Instance& root) {
    message_.clear();
    memory_.write_full(root, sent_, message_, Form::phoenix);
    page_.join(message_);
  }
  Outcome show(const detail::Instance& root) {
    message_.clear();
    const Outcome outcome = memory_.write_diff(root, sent_, message_, Form::phoenix);
    EXPECT_EQ(message_.empty(), outcome == Outcome::unchanged || outcome == Outcome::again);
    if (!message_.empty()) page_.apply(message_);
    EXPECT_FALSE(sent_.pending()) << "templates in browser form are of no use to this client";
    return outcome;
  }
  std::string page() const { return page_.html(); }
  const std::string& message() const noexcept { return message_; }
  diff::Memory& memory() noexcept { return memory_; }

 private:
  diff::Memory memory_;
  diff::Templates sent_;
  PhoenixPage page_;
  std::string message_;
};

TEST(PhoenixStates, JoinAndDiffsAreTheServedPageAfterEveryStep) {
  for_seeds([](std::uint64_t seed) {
    RandomTree random(seed);
    PhoenixScene scene(true);
    TreeBuilder first;
    scene.join(*random.build(first));
    TreeBuilder same_first;
    ASSERT_EQ(scene.page(), served(*random.build(same_first))) << scene.message();
    for (int step = 0; step < kSteps; ++step) {
      random.mutate();
      TreeBuilder builder;
      const detail::Instance& next = *random.build(builder);
      const std::string before = scene.page();
      ASSERT_NE(scene.show(next), Outcome::again);
      ASSERT_EQ(scene.page(), served(next)) << "step " << step << "\n before " << before << "\n message " << scene.message();
      TreeBuilder again;
      ASSERT_EQ(scene.show(*random.build(again)), Outcome::unchanged) << "the same state twice";
    }
  });
}

TEST(PhoenixStates, SkippedRowsAndMemosShowWhatTheyShowed) {
  for_seeds([](std::uint64_t seed) {
    RandomTree random(seed);
    PhoenixScene scene;
    TreeBuilder first;
    scene.join(*random.build(first));
    for (int step = 0; step < kSteps; ++step) {
      random.mutate();
      TreeBuilder complete;
      const detail::Instance& fresh = *random.build(complete);
      TreeBuilder builder;
      const std::string before = scene.page();
      if (scene.show(*random.build(builder, &scene.memory())) == Outcome::again) {
        ASSERT_EQ(scene.page(), before);
        ASSERT_NE(scene.show(fresh), Outcome::again) << "asked twice for a render without skipping";
      }
      ASSERT_EQ(scene.page(), served(fresh)) << "step " << step << "\n before " << before << "\n message " << scene.message();
    }
  });
}

// Both forms are told from one memory: what one writes, the other need not say again.
TEST(PhoenixStates, TheMemoryIsTheSameInEveryForm) {
  for_seeds([](std::uint64_t seed) {
    RandomTree random(seed);
    diff::Memory native(1);
    diff::Memory phoenix(1);
    diff::Templates sent;
    for (int step = 0; step < kSteps; ++step) {
      TreeBuilder builder;
      const detail::Instance& root = *random.build(builder);
      std::string out;
      const Outcome said = native.write_diff(root, sent, out);
      ASSERT_EQ(phoenix.write_diff(root, sent, out, Form::phoenix), said);
      ASSERT_EQ(phoenix.digest(), native.digest());
      random.mutate();
    }
  });
}

TEST(PhoenixStates, SharedPartsAreBroughtToTheNewestFromWhereverAViewIs) {
  for_seeds([](std::uint64_t seed) {
    RandomTree random(seed);
    const auto part = std::make_shared<diff::SharedPart>(0x5eed);
    const auto with_part = [&](TreeBuilder& builder) -> const detail::Instance& {
      detail::Value shared;
      shared.shared = part.get();
      shared.kind = detail::ValueKind::shared;
      return *builder.instance("<h1>x</h1><!--$0-->", {shared});
    };
    std::vector<std::unique_ptr<PhoenixScene>> scenes;
    for (std::uint64_t step = 0; step < 20; ++step) {
      TreeBuilder newest;
      part->show(step, *random.build(newest));
      TreeBuilder builder;
      const detail::Instance& root = with_part(builder);
      scenes.push_back(std::make_unique<PhoenixScene>());
      scenes.back()->join(root);
      for (std::size_t i = 0; i < scenes.size(); ++i) {
        if ((seed + step + i) % 3 != 0 && i + 1 != scenes.size()) continue;  // falls behind
        scenes[i]->show(root);
        ASSERT_EQ(scenes[i]->page(), served(root)) << scenes[i]->message();
      }
      random.mutate();
    }
  });
}

// What an application was given by a stranger stands in a message as text, in each place that there is.
TEST(PhoenixStates, NoValueStandsInAMessageUnescaped) {
  const std::string hostile = "<hostile x=\"'>&\r";
  PhoenixScene scene;
  for (const std::string& text : {std::string("harmless"), hostile, hostile + "!"}) {
    TreeBuilder builder;
    const auto row = [&](std::int64_t key) {
      return TreeBuilder::row(TreeBuilder::integer(key),
                              builder.instance("<li lv-s=\"title 0\"><!--1--></li>", {builder.text(text), builder.text(text)}));
    };
    const detail::Instance& root =
        *builder.instance("<p lv-s=\"title 0 * 1\"><!--2--></p><textarea lv-s=\".text 3\"></textarea><!--$4--><!--$5-->",
                          {builder.text(text), builder.attributes({{"class", builder.text(text)}}), builder.text(text), builder.text(text),
                           builder.list({row(1), row(2)}), builder.part("<!--0-->", {builder.text(text)})});
    if (text == "harmless") scene.join(root);
    else scene.show(root);
    EXPECT_EQ(scene.page(), served(root));
    EXPECT_EQ(scene.message().find("<hostile"), std::string::npos) << scene.message();
    PhoenixScene late;
    late.join(root);
    EXPECT_EQ(late.message().find("<hostile"), std::string::npos) << late.message();
  }
  EXPECT_NE(scene.message().find("&lt;hostile x=&quot;'&gt;&amp;&#13;!"), std::string::npos) << scene.message();
}

// The samples of LiveView's documentation, as this library says them.
class PhoenixSamples : public testing::Test {
 protected:
  const detail::Instance& page(std::string_view name, std::initializer_list<std::pair<std::int64_t, std::string_view>> rows,
                               bool condition = false) {
    builder_ = std::make_unique<TreeBuilder>();
    std::vector<detail::Row> list;
    for (const auto& [key, text] : rows)
      list.push_back(TreeBuilder::row(TreeBuilder::integer(key), builder_->instance("<li><!--0--></li>", {builder_->text(text)})));
    return *builder_->instance(
        "<div><p><!--0--></p><!--$1--><!--$2--></div>",
        {builder_->text(name), builder_->list(list), condition ? builder_->part("<i>!</i>", {}) : TreeBuilder::nothing()});
  }
  std::string shown(const detail::Instance& root) {
    scene_.show(root);
    return scene_.message();
  }

  std::unique_ptr<TreeBuilder> builder_;
  PhoenixScene scene_;
};

TEST_F(PhoenixSamples, AJoinHasEachTemplateOnce) {
  scene_.join(page("Bo", {{1, "a"}, {2, "b"}}));
  EXPECT_EQ(scene_.message(), R"({"0":"Bo","1":{"s":0,"k":{"0":{"0":"a"},"1":{"0":"b"},"kc":2}},"2":"","s":1,"r":1,)"
                              R"("p":{"0":["<li>","</li>"],"1":["<div><p>","</p><!--$-->","<!--/--><!--$-->","<!--/--></div>"]}})");
}

TEST_F(PhoenixSamples, ChangesSayAsMuchAsLiveViewsDo) {
  scene_.join(page("Bo", {{1, "a"}, {2, "b"}}));
  EXPECT_EQ(shown(page("Al", {{1, "a"}, {2, "b"}})), R"({"0":"Al"})");
  EXPECT_EQ(shown(page("Al", {{1, "a"}, {2, "B"}})), R"({"1":{"k":{"1":{"0":"B"},"kc":2}}})");
  EXPECT_EQ(shown(page("Al", {{2, "B"}, {1, "A"}})), R"({"1":{"k":{"0":1,"1":[0,{"0":"A"}],"kc":2,"km":true}}})");
  EXPECT_EQ(shown(page("Al", {{2, "B"}, {1, "A"}, {3, "c"}})), R"({"1":{"k":{"2":{"0":"c"},"kc":3}}})");
  EXPECT_EQ(shown(page("Al", {{0, "z"}, {2, "B"}, {1, "A"}, {3, "c"}})),
            R"({"1":{"k":{"0":{"0":"z"},"1":0,"2":1,"3":2,"kc":4,"km":true}}})");
  EXPECT_EQ(shown(page("Al", {{0, "z"}})), R"({"1":{"k":{"kc":1}}})");
  EXPECT_EQ(shown(page("Al", {})), R"({"1":""})");
  EXPECT_EQ(shown(page("Al", {}, true)), R"({"2":{"s":0,"r":1},"p":{"0":["<i>!</i>"]}})");
  EXPECT_EQ(shown(page("Al", {})), R"({"2":""})");
}

TEST_F(PhoenixSamples, AnotherTemplateAtTheRootIsAWholeTreeWithoutTheMarkThatMeansAnAnswerThere) {
  scene_.join(page("Bo", {}));
  EXPECT_EQ(shown(*builder_->instance("<b><!--0--></b>", {builder_->text("x")})), R"({"0":"x","s":0,"p":{"0":["<b>","</b>"]}})");
}

TEST(PhoenixStatics, ATemplateIsOneElementOrIsNot) {
  const auto is_one = [](std::string_view form) { return diff::is_one_element(model::template_of(form)); };
  EXPECT_TRUE(is_one("<p><!--0--></p>"));
  EXPECT_TRUE(is_one("<hr>"));
  EXPECT_TRUE(is_one("<img lv-s=\"alt 0\">"));
  EXPECT_TRUE(is_one("<p title=\"a > b\"><i>1</i><br><i>2</i></p>"));
  EXPECT_TRUE(is_one("<div><!--$0--></div>"));
  EXPECT_FALSE(is_one("<p>1</p><p>2</p>"));
  EXPECT_FALSE(is_one("<!--$0-->"));
  EXPECT_FALSE(is_one("<!--0--><p>1</p>"));
  EXPECT_FALSE(is_one("<p>1</p> text"));
  EXPECT_FALSE(is_one("text"));
  EXPECT_FALSE(is_one(""));
}

}  // namespace
}  // namespace golive
