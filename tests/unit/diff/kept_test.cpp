// Rows with versions and memos: what was skipped stays, and what cannot be skipped is asked for again.
#include <gtest/gtest.h>

#include <string>

#include "diff_fixture.h"
#include "golive/error.h"

namespace golive::diff {
namespace {

constexpr std::string_view kList = "<ul><!--$0--></ul>";
constexpr std::string_view kRow = "<li><!--0--></li>";
constexpr std::string_view kOther = "<section><!--$0--></section>";
constexpr detail::SiteId kSite = 77;

struct Versioned {
  std::int64_t key;
  std::uint64_t version;
  bool kept = false;
};

class Kept : public DiffFixture {
 protected:
  // `head`, `tail`: kept rows in their old order, as each() counts them.
  Value list(const std::vector<Versioned>& rows, std::uint32_t head = 0, std::uint32_t tail = 0) {
    std::vector<detail::Row> made;
    for (const Versioned& row : rows)
      made.push_back(b.row(b.integer(row.key), row.kept ? nullptr : b.instance(kRow, {b.integer(static_cast<std::int64_t>(row.version))}),
                           row.version));
    return b.list(made, kSite, head, tail);
  }
  bool begin(detail::SiteId site = kSite) {
    next_ = 0;
    return memory_.begin(site, sent_rows_);
  }
  bool unchanged(const Value& key, std::uint64_t version) { return memory_.unchanged(kSite, key, version, next_); }
  bool unchanged(std::int64_t key, std::uint64_t version) { return unchanged(b.integer(key), version); }

  detail::SentRows sent_rows_;
  std::uint32_t next_ = 0;
};

TEST_F(Kept, NothingIsRememberedAtFirst) {
  EXPECT_FALSE(begin());
  show(kList, {list({{1, 1}})});
  EXPECT_TRUE(begin());
  EXPECT_FALSE(begin(kSite + 1));
}

TEST_F(Kept, ARowIsSkippedWhileKeyAndVersionAreEqual) {
  show(kList, {list({{1, 10}, {2, 20}, {3, 30}})});
  ASSERT_TRUE(begin());
  EXPECT_TRUE(unchanged(1, 10));
  EXPECT_FALSE(unchanged(2, 21));
  EXPECT_TRUE(unchanged(3, 30));
  EXPECT_FALSE(unchanged(4, 40));
  EXPECT_EQ(diff_of(kList, {list({{1, 10, true}, {2, 21}, {3, 30, true}, {4, 40}})}),
            R"({"0":{"o":[["+",null,[4,40]]],"u":{"2":{"0":21}}}})");
  ASSERT_TRUE(begin());
  EXPECT_TRUE(unchanged(1, 10));
  EXPECT_TRUE(unchanged(2, 21));
}

TEST_F(Kept, RowsAreFoundInAnyOrder) {
  show(kList, {list({{1, 1}, {2, 2}, {3, 3}})});
  ASSERT_TRUE(begin());
  EXPECT_TRUE(unchanged(3, 3));
  EXPECT_FALSE(unchanged(9, 9));
  EXPECT_TRUE(unchanged(1, 1));
  EXPECT_TRUE(unchanged(2, 2));
  EXPECT_EQ(diff_of(kList, {list({{3, 3, true}, {9, 9}, {1, 1, true}, {2, 2, true}})}), R"({"0":{"o":[["+",1,[9,9]],[">",9,3]]}})");
}

TEST_F(Kept, TheRowsOfAListAreShownInOrder) {
  show(kList, {list({{7, 10}, {-8, 20}})});
  ASSERT_TRUE(begin());
  ASSERT_EQ(sent_rows_.count, 2u);
  EXPECT_EQ(sent_rows_.keys[0], 7u);
  EXPECT_EQ(static_cast<std::int64_t>(sent_rows_.keys[1]), -8);
  EXPECT_EQ(sent_rows_.versions[1], 20u);
}

TEST_F(Kept, RowsKeptInOrderAtBothEndsAreNotLookedAtAgain) {
  show(kList, {list({{1, 1}, {2, 2}, {3, 3}, {4, 4}})});
  begin();
  EXPECT_EQ(diff_of(kList, {list({{1, 1, true}, {2, 9}, {3, 3, true}, {4, 4, true}}, 1, 2)}), R"({"0":{"u":{"2":{"0":9}}}})");
  begin();
  EXPECT_EQ(diff_of(kList, {list({{1, 1, true}, {3, 3, true}, {4, 4, true}}, 1, 1)}), R"({"0":{"o":[["-",2]]}})");
  begin();
  EXPECT_EQ(diff_of(kList, {list({{1, 1, true}, {5, 5}, {3, 3, true}, {4, 4, true}}, 1, 2)}), R"({"0":{"o":[["+",3,[5,5]]]}})");
  begin();
  EXPECT_EQ(diff_of(kList, {list({{1, 1, true}, {5, 5, true}, {3, 3, true}, {4, 4, true}}, 4, 0)}), "");
  begin();
  EXPECT_EQ(diff_of(kList, {list({{1, 1, true}, {5, 5, true}}, 2, 0)}), R"({"0":{"o":[["-",3,4]]}})");
}

TEST_F(Kept, AListOfNothingButKeptRowsInAnotherPlaceAsksAgain) {
  show(kList, {list({{1, 1}, {2, 2}})});
  begin();
  const Value nested = b.part(kOther, {list({{1, 1, true}, {2, 2, true}}, 2, 0)});
  EXPECT_EQ(memory_.write_diff(*b.instance(kList, {nested}), sent_, out_), Outcome::again);
}

TEST_F(Kept, AKeptPartInAnotherPlaceAsksAgainAndTouchesNothing) {
  show(kList, {list({{1, 1}})});
  const std::uint64_t before = memory_.digest();
  ASSERT_TRUE(begin() && unchanged(1, 1));
  out_ = "before";
  const Value nested = b.part(kOther, {list({{1, 1, true}})});
  EXPECT_EQ(memory_.write_diff(*b.instance(kList, {nested}), sent_, out_), Outcome::again);
  EXPECT_EQ(out_, "before");
  EXPECT_EQ(memory_.digest(), before);
  EXPECT_EQ(diff_of(kList, {b.part(kOther, {list({{1, 1}})})}),
            R"({"0":[")" + id(kOther) + R"(",{"l":")" + id(kRow) + R"(","k":[[1,1]]}]})");
}

TEST_F(Kept, AKeptPartUnderAnotherRootAsksAgain) {
  show(kList, {list({{1, 1}})});
  ASSERT_TRUE(begin() && unchanged(1, 1));
  EXPECT_EQ(memory_.write_diff(*b.instance(kOther, {list({{1, 1, true}})}), sent_, out_), Outcome::again);
}

TEST_F(Kept, AMemoIsSkippedWhileItsVersionIsEqual) {
  const auto memo = [&](std::uint64_t version, bool kept) {
    return b.memo(kSite, version, kept ? nullptr : b.instance(kRow, {b.integer(static_cast<std::int64_t>(version))}));
  };
  show(kList, {memo(1, false)});
  ASSERT_TRUE(begin());
  EXPECT_FALSE(unchanged(Value(), 2));
  EXPECT_TRUE(unchanged(Value(), 1));
  EXPECT_EQ(diff_of(kList, {memo(1, true)}), "");
  EXPECT_EQ(diff_of(kList, {memo(2, false)}), R"({"0":{"0":2}})");
  EXPECT_TRUE(unchanged(Value(), 2));
  EXPECT_EQ(diff_of(kList, {b.nothing()}), R"({"0":null})");
  EXPECT_FALSE(begin());
}

TEST_F(Kept, FullTreesRefuseKeptParts) {
  show(kList, {list({{1, 1}})});
  EXPECT_THROW(show(kList, {list({{1, 1, true}})}), Error);
}

TEST_F(Kept, AChangeUnderAnEqualVersionIsAnErrorWhileVerifying) {
  Memory verifying(1, true);
  const auto page = [&](std::string_view text) {
    return b.instance(kList, {b.list({b.row(b.text("row"), b.instance(kRow, {b.text(text)}), 5)}, kSite)});
  };
  verifying.remember(*page("a"));
  EXPECT_EQ(verifying.write_diff(*page("a"), sent_, out_), Outcome::unchanged);
  try {
    verifying.write_diff(*page("b"), sent_, out_);
    FAIL() << "accepted";
  } catch (const Error& error) {
    EXPECT_EQ(error.id(), "GL0202");
    EXPECT_NE(std::string_view(error.what()).find("row \"row\""), std::string_view::npos) << error.what();
    EXPECT_EQ(error.where(), "test:1");
  }
}

TEST_F(Kept, AMemoThatChangedUnderAnEqualVersionIsAnErrorWhileVerifying) {
  Memory verifying(1, true);
  const auto page = [&](int count) { return b.instance(kList, {b.memo(kSite, 1, b.instance(kRow, {b.integer(count)}))}); };
  verifying.remember(*page(1));
  EXPECT_THROW(verifying.write_diff(*page(2), sent_, out_), Error);
}

}  // namespace
}  // namespace golive::diff
