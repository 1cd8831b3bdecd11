#include "diff/memory.h"

#include <gtest/gtest.h>

#include <string>

#include "allocations/allocation_count.h"
#include "diff_fixture.h"

namespace golive::diff {
namespace {

class Memories : public DiffFixture {};

constexpr std::string_view kCounter = "<output><!--0--></output>";
constexpr std::string_view kTwo = "<p lv-s=\"class 0\"><!--1--></p>";
constexpr std::string_view kSlot = "<div><!--$0--></div>";

TEST_F(Memories, OnlyTheChangedSlotIsWritten) {
  show(kTwo, {b.text("a"), b.integer(1)});
  EXPECT_EQ(diff_of(kTwo, {b.text("a"), b.integer(2)}), R"({"1":2})");
  EXPECT_EQ(diff_of(kTwo, {b.text("b"), b.integer(2)}), R"({"0":"b"})");
  EXPECT_EQ(diff_of(kTwo, {b.nothing(), b.boolean(true)}), R"({"0":null,"1":true})");
}

TEST_F(Memories, WhatDidNotChangeLeavesTheOutputAlone) {
  show(kTwo, {b.text("a"), b.number(0.5)});
  out_ = "before";
  EXPECT_EQ(memory_.write_diff(*b.instance(kTwo, {b.text("a"), b.number(0.5)}), sent_, out_), Outcome::unchanged);
  EXPECT_EQ(out_, "before");
}

TEST_F(Memories, AChangeDeepInsideOpensOnlyItsWay) {
  const auto page = [&](int count) { return std::vector{b.part(kSlot, {b.part(kTwo, {b.text("same"), b.integer(count)})})}; };
  show(kSlot, page(1));
  EXPECT_EQ(diff_of(kSlot, page(2)), R"({"0":{"0":{"1":2}}})");
}

TEST_F(Memories, AnotherTemplateInASlotIsWrittenWhole) {
  show(kSlot, {b.part(kCounter, {b.integer(1)})});
  EXPECT_EQ(diff_of(kSlot, {b.part(kTwo, {b.text("c"), b.integer(1)})}), R"({"0":[")" + id(kTwo) + R"(","c",1]})");
  EXPECT_EQ(diff_of(kSlot, {b.raw("<b>")}), R"({"0":{"r":"<b>"}})");
  EXPECT_EQ(diff_of(kSlot, {b.nothing()}), R"({"0":null})");
}

TEST_F(Memories, TheFirstDiffAndAnotherRootAreFull) {
  EXPECT_EQ(memory_.write_diff(*b.instance(kCounter, {b.integer(1)}), sent_, out_), Outcome::full);
  EXPECT_EQ(out_, "[\"" + id(kCounter) + "\",1]");
  out_.clear();
  EXPECT_EQ(memory_.write_diff(*b.instance(kTwo, {b.text("x"), b.integer(1)}), sent_, out_), Outcome::full);
  EXPECT_EQ(diff_of(kTwo, {b.text("y"), b.integer(1)}), R"({"0":"y"})");
}

TEST_F(Memories, EqualStatesHaveEqualDigests) {
  const auto digest_of = [&](std::int64_t count) {
    Memory memory(1);
    memory.remember(*b.instance(kCounter, {b.integer(count)}));
    return memory.digest();
  };
  EXPECT_EQ(digest_of(5), digest_of(5));
  EXPECT_NE(digest_of(5), digest_of(6));
  Memory other_key(2);
  other_key.remember(*b.instance(kCounter, {b.integer(5)}));
  EXPECT_NE(other_key.digest(), digest_of(5));
  EXPECT_EQ(Memory(1).digest(), 0u);
}

TEST_F(Memories, TheDigestKnowsNoHistory) {
  const auto page = [&](detail::Value key) { return std::vector{b.list({b.row(key, b.instance(kCounter, {b.integer(1)}))})}; };
  show(kSlot, page(b.text("17")));
  const std::uint64_t with_text = memory_.digest();
  EXPECT_EQ(diff_of(kSlot, page(b.integer(17))), "");
  show(kSlot, page(b.integer(17)));
  EXPECT_EQ(memory_.digest(), with_text);
}

TEST_F(Memories, SteadyStateAllocatesNothing) {
  const auto page = [&](std::int64_t count) {
    std::vector<detail::Row> rows;
    for (std::int64_t i = 0; i < 100; ++i) rows.push_back(b.row(b.integer(i), b.instance(kCounter, {b.integer(i == 50 ? count : 0)})));
    return b.instance(kSlot, {b.list(rows)});
  };
  const detail::Instance* pages[] = {page(1), page(2), page(3)};
  memory_.remember(*pages[0]);
  memory_.write_diff(*pages[1], sent_, out_);
  const std::size_t before = test::allocations();
  for (const detail::Instance* each : pages) {
    out_.clear();
    EXPECT_EQ(memory_.write_diff(*each, sent_, out_), Outcome::changed);
  }
  EXPECT_EQ(test::allocations() - before, 0u);
}

TEST_F(Memories, AnIdleCounterCostsLittle) {
  show("<p><!--0--></p><button lv-s=\"lv-click 1\">-</button><button lv-s=\"lv-click 2\">+</button>",
       {b.integer(5), b.text("add(-1)"), b.text("add(1)")});
  EXPECT_LE(sizeof(Memory) + memory_.heap_bytes(), 120u);
}

TEST_F(Memories, MovesKeepWhatIsRemembered) {
  show(kCounter, {b.integer(1)});
  Memory moved(std::move(memory_));
  EXPECT_TRUE(memory_.empty());
  memory_ = std::move(moved);
  EXPECT_EQ(diff_of(kCounter, {b.integer(2)}), R"({"0":2})");
}

TEST_F(Memories, IntegersBeyondWhatTheBrowserCountsToAreText) {
  show(kCounter, {b.integer(0)});
  EXPECT_EQ(diff_of(kCounter, {b.integer(9007199254740992)}), R"({"0":9007199254740992})");
  EXPECT_EQ(diff_of(kCounter, {b.integer(9007199254740993)}), R"({"0":"9007199254740993"})");
}

}  // namespace
}  // namespace golive::diff
