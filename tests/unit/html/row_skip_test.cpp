// Which rows of a versioned list are kept, and which of them in their old order at its ends.
#include "golive/detail/row_skip.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace golive::detail {
namespace {

struct Row {
  std::int64_t key;
  std::uint64_t version = 0;
};

// Shows what was sent, and finds a row in any place; counts how often it was asked to.
class Sent final : public SkipMemory {
 public:
  explicit Sent(const std::vector<Row>& rows) {
    for (const Row& row : rows) {
      keys_.push_back(static_cast<std::uint64_t>(row.key));
      versions_.push_back(row.version);
    }
  }
  bool begin(SiteId, SentRows& rows) override {
    rows = {keys_.data(), versions_.data(), static_cast<std::uint32_t>(keys_.size())};
    return true;
  }
  bool unchanged(SiteId, const Value& key, std::uint64_t version, std::uint32_t& next) override {
    ++asked;
    for (std::uint32_t i = 0; i < keys_.size(); ++i) {
      if (keys_[i] != static_cast<std::uint64_t>(key.integer)) continue;
      next = i + 1;
      return versions_[i] == version;
    }
    return false;
  }
  int asked = 0;

 private:
  std::vector<std::uint64_t> keys_;
  std::vector<std::uint64_t> versions_;
};

struct Outcome {
  std::string kept;  // a letter a row: k or .
  std::uint32_t head;
  std::uint32_t tail;
  int asked;
  bool operator==(const Outcome&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Outcome& outcome) {
  return out << outcome.kept << ' ' << outcome.head << ' ' << outcome.tail << ' ' << outcome.asked;
}

Outcome outcome_of(const std::vector<Row>& sent, const std::vector<Row>& rows) {
  Sent memory(sent);
  RowSkip skip(&memory, 1);
  Outcome outcome{};
  for (const Row& row : rows) {
    Value key;
    key.integer = row.key;
    key.kind = ValueKind::integer;
    outcome.kept += skip.unchanged(static_cast<std::uint32_t>(outcome.kept.size()), key, row.version) ? 'k' : '.';
  }
  const auto count = static_cast<std::uint32_t>(rows.size());
  outcome.head = skip.kept_head(count);
  outcome.tail = skip.kept_tail(count);
  outcome.asked = memory.asked;
  return outcome;
}

const std::vector<Row> kSent{{1}, {2}, {3}, {4}};

TEST(RowSkip, AListAsItWasIsAllHead) { EXPECT_EQ(outcome_of(kSent, kSent), (Outcome{"kkkk", 4, 0, 0})); }

TEST(RowSkip, AChangedRowIsFoundWithoutACall) { EXPECT_EQ(outcome_of(kSent, {{1}, {2, 5}, {3}, {4}}), (Outcome{"k.kk", 1, 2, 0})); }

TEST(RowSkip, ANewRowSplitsTheOthers) {
  EXPECT_EQ(outcome_of(kSent, {{9}, {1}, {2}, {3}, {4}}), (Outcome{".kkkk", 0, 4, 1}));
  EXPECT_EQ(outcome_of(kSent, {{1}, {2}, {9}, {3}, {4}}), (Outcome{"kk.kk", 2, 2, 1}));
  EXPECT_EQ(outcome_of(kSent, {{1}, {2}, {3}, {4}, {9}}), (Outcome{"kkkk.", 4, 0, 1}));
}

TEST(RowSkip, AMissingRowCostsOneSearch) {
  EXPECT_EQ(outcome_of(kSent, {{1}, {3}, {4}}), (Outcome{"kkk", 1, 1, 1}));
  EXPECT_EQ(outcome_of(kSent, {{1}, {2}, {3}}), (Outcome{"kkk", 3, 0, 0}));
}

TEST(RowSkip, RowsBeforeAMissingEndAreNoTail) { EXPECT_EQ(outcome_of(kSent, {{9}, {1}, {2}, {3}}), (Outcome{".kkk", 0, 0, 1})); }

TEST(RowSkip, MovedRowsAreKeptButNotAtAnEnd) { EXPECT_EQ(outcome_of(kSent, {{1}, {3}, {2}, {4}}), (Outcome{"kkkk", 1, 0, 3})); }

TEST(RowSkip, ARepeatedKeyIsNotCountedTwice) {
  EXPECT_EQ(outcome_of({{1}, {2}, {3}}, {{1}, {2}, {3}, {2}, {3}}), (Outcome{"kkkkk", 3, 0, 1}));
  EXPECT_EQ(outcome_of({{1}, {2}, {3}}, {{1}, {2}, {1}, {2}, {3}}), (Outcome{"kkkkk", 2, 1, 1}));
}

TEST(RowSkip, NothingIsKeptWithoutAMemory) {
  RowSkip skip(nullptr, 1);
  EXPECT_FALSE(skip.unchanged(0, Value(), 0));
  EXPECT_EQ(skip.kept_head(1), 0u);
  EXPECT_EQ(skip.kept_tail(1), 0u);
}

}  // namespace
}  // namespace golive::detail
