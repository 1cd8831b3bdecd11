// No case of the groups that concern a server without extensions is left out.
#include <fstream>
#include <set>

#include "unit/transport/autobahn.h"

namespace golive::test {
namespace {

std::set<std::string> published() {
  std::ifstream file(GOLIVE_SOURCE_DIR "/tests/unit/transport/autobahn_cases.txt");
  EXPECT_TRUE(file) << "autobahn_cases.txt is missing";
  std::set<std::string> ids;
  for (std::string id; std::getline(file, id);) {
    std::ranges::replace(id, '.', '_');
    ids.insert(id);
  }
  return ids;
}

std::set<std::string> tested() {
  std::set<std::string> ids;
  const testing::UnitTest& all = *testing::UnitTest::GetInstance();
  for (int i = 0; i < all.total_test_suite_count(); ++i) {
    const testing::TestSuite& suite = *all.GetTestSuite(i);
    if (suite.name() != std::string_view(AutobahnCases::kSuite)) continue;
    for (int j = 0; j < suite.total_test_count(); ++j) EXPECT_TRUE(ids.insert(suite.GetTestInfo(j)->name()).second) << "twice";
  }
  return ids;
}

TEST(AutobahnList, EveryCaseHasATest) {
  const std::set<std::string> expected = published();
  const std::set<std::string> there = tested();
  EXPECT_EQ(expected.size(), 247U);  // of version 0.8: groups 1 to 7 and 10
  for (const std::string& id : expected) EXPECT_TRUE(there.contains(id)) << id << " has no test";
  for (const std::string& id : there) EXPECT_TRUE(expected.contains(id)) << id << " is no case of the suite";
}

}  // namespace
}  // namespace golive::test
