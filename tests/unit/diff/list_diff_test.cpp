#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "diff_fixture.h"
#include "golive/error.h"
#include "golive/log.h"

namespace golive::diff {
namespace {

constexpr std::string_view kList = "<ul><!--$0--></ul>";
constexpr std::string_view kRow = "<li><!--0--></li>";
constexpr std::string_view kOther = "<li><b><!--0--></b></li>";
constexpr std::string_view kCells = "<tr><td><!--0--></td><td><!--1--></td><td><!--2--></td><td><!--3--></td><td><!--4--></td></tr>";

class Lists : public DiffFixture {
 protected:
  detail::Row row(std::int64_t key, std::string_view form = kRow) { return b.row(b.integer(key), b.instance(form, {b.integer(key)})); }
  std::vector<Value> rows(const std::vector<std::int64_t>& keys) {
    std::vector<detail::Row> made;
    for (const std::int64_t key : keys) made.push_back(row(key));
    return {b.list(made)};
  }
  std::vector<Value> table(std::int64_t count, std::int64_t first = 0) {
    std::vector<detail::Row> made;
    for (std::int64_t key = first; key < count; ++key)
      made.push_back(
          b.row(b.integer(key), b.instance(kCells, {b.integer(key), b.text("name"), b.integer(1), b.number(2.5), b.text("new")})));
    return {b.list(made)};
  }
};

TEST_F(Lists, OneNewRowIsOneOperation) {
  show(kList, rows({1, 2}));
  EXPECT_EQ(diff_of(kList, rows({1, 2, 3})), R"({"0":{"o":[["+",null,[3,3]]]}})");
  EXPECT_EQ(diff_of(kList, rows({0, 1, 2, 3})), R"({"0":{"o":[["+",1,[0,0]]]}})");
}

TEST_F(Lists, RemovedRowsAreOneOperation) {
  show(kList, rows({1, 2, 3, 4}));
  EXPECT_EQ(diff_of(kList, rows({2, 4})), R"({"0":{"o":[["-",1,3]]}})");
}

TEST_F(Lists, ASwapIsTwoMoves) {
  show(kList, rows({1, 2, 3, 4}));
  EXPECT_EQ(diff_of(kList, rows({4, 2, 3, 1})), R"({"0":{"o":[[">",null,1],[">",2,4]]}})");
}

TEST_F(Lists, NoRowLeftIsAFullValue) {
  show(kList, rows({1, 2}));
  EXPECT_EQ(diff_of(kList, rows({3})), R"({"0":{"l":")" + id(kRow) + R"(","k":[[3,3]]}})");
  EXPECT_EQ(diff_of(kList, rows({})), R"({"0":{"l":"","k":[]}})");
  EXPECT_EQ(diff_of(kList, rows({})), "");
  EXPECT_EQ(diff_of(kList, rows({4})), R"({"0":{"l":")" + id(kRow) + R"(","k":[[4,4]]}})");
}

TEST_F(Lists, AListThatBecomesMixedIsAFullValue) {
  show(kList, rows({1, 2}));
  EXPECT_EQ(diff_of(kList, {b.list({row(1), row(2, kOther)})}),
            R"({"0":{"l":"","k":[[1,")" + id(kRow) + R"(",1],[2,")" + id(kOther) + R"(",2]]}})");
}

TEST_F(Lists, ARowOfAnotherTemplateInAMixedListIsReplaced) {
  show(kList, {b.list({row(1), row(2, kOther), row(3)})});
  EXPECT_EQ(diff_of(kList, {b.list({row(1), row(2), row(3)})}), R"({"0":{"o":[["-",2],["+",3,[2,")" + id(kRow) + R"(",2]]]}})");
}

TEST_F(Lists, RowsPrependedToTenThousandAreShort) {
  show(kList, table(10'000));
  const std::string diff = diff_of(kList, table(10'000, -1));
  EXPECT_EQ(diff, R"({"0":{"o":[["+",0,[-1,-1,"name",1,2.5,"new"]]]}})");
  EXPECT_LE(diff.size() + std::string(R"([1234,1234,"d",{"d":}])").size(), 100u);
}

TEST_F(Lists, TheSkeletonOfAThousandRowsIsTheirKeys) {
  std::string out;
  memory_.write_skeleton(*b.instance(kList, table(1000)), sent_, out);
  EXPECT_LE(out.size(), 6000u);
  EXPECT_EQ(out.substr(0, 41), R"([")" + id(kList) + R"(",{"0":{"l":")" + id(kCells) + R"(","k":[0,1)");
}

TEST_F(Lists, DuplicateKeysAreAnErrorWhileVerifying) {
  Memory verifying(1, true);
  try {
    verifying.remember(*b.instance(kList, rows({1, 7, 2, 7})));
    FAIL() << "accepted";
  } catch (const Error& error) {
    EXPECT_EQ(error.id(), "GL0201");
    EXPECT_NE(std::string_view(error.what()).find("the key 7"), std::string_view::npos) << error.what();
  }
  verifying.remember(*b.instance(kList, rows({1, 2})));
  EXPECT_THROW(verifying.write_diff(*b.instance(kList, rows({1, 2, 1})), sent_, out_), Error);
  verifying.remember(*b.instance(kList, rows({1, 2})));
  EXPECT_THROW(verifying.write_diff(*b.instance(kList, rows({1, 3, 4, 5, 6, 7, 3, 2})), sent_, out_), Error);
}

std::string logged;

TEST_F(Lists, OfDuplicateKeysTheFirstWinsAndIsLoggedOnce) {
  logged.clear();
  set_logger([](const LogRecord& record, void*) { logged += std::string(record.text) + '\n'; });
  std::string out;
  memory_.write_full(*b.instance(kList, rows({1, 2, 1})), sent_, out);
  EXPECT_EQ(out, R"([")" + id(kList) + R"(",{"l":")" + id(kRow) + R"(","k":[[1,1],[2,2]]}])");
  EXPECT_EQ(diff_of(kList, rows({1, 2, 3, 3, 2})), R"({"0":{"o":[["+",null,[3,3]]]}})");
  EXPECT_EQ(diff_of(kList, rows({3, 1, 2, 3})), R"({"0":{"o":[[">",1,3]]}})");
  EXPECT_EQ(diff_of(kList, rows({9, 8, 7, 6, 5, 3, 1, 2, 1, 9})), R"({"0":{"o":[["+",3,[9,9],[8,8],[7,7],[6,6],[5,5]]]}})");
  set_logger(nullptr);
  EXPECT_EQ(std::count(logged.begin(), logged.end(), '\n'), 1) << logged;
}

TEST_F(Lists, IntegersAndTextInOneListAreWhatTheyAreToTheBrowser) {
  const auto mixed = [&](std::string_view large) {
    return std::vector{b.list({row(1), b.row(b.text(large), b.instance(kRow, {b.integer(0)})), row(2)})};
  };
  show(kList, mixed("18446744073709551615"));
  EXPECT_EQ(diff_of(kList, mixed("18446744073709551615")), "");
  EXPECT_EQ(diff_of(kList, mixed("18446744073709551614")),
            R"({"0":{"o":[["-","18446744073709551615"],["+","2",["18446744073709551614",0]]]}})");
  EXPECT_EQ(diff_of(kList, rows({1, 2})), R"({"0":{"o":[["-","18446744073709551614"]]}})");
}

TEST_F(Lists, TextKeysThatComeAndGoDoNotPileUp) {
  std::size_t most = 0;
  for (int i = 0; i < 2000; ++i) {
    std::vector<detail::Row> made;
    for (int j = i; j < i + 10; ++j) made.push_back(b.row(b.text("key number " + std::to_string(j)), b.instance(kRow, {b.integer(j)})));
    diff_of(kList, {b.list(made)});
    most = std::max(most, memory_.heap_bytes());
  }
  EXPECT_LE(most, 4096u);
}

TEST_F(Lists, SparesTheMemoryOfRowsThatWent) {
  show(kList, table(10'000));
  diff_of(kList, table(100));
  EXPECT_LE(memory_.heap_bytes(), 30'000u);
}

}  // namespace
}  // namespace golive::diff
