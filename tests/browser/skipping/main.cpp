// The main() of programs whose tests need Chromium: a run in which some were skipped and none failed ends with a status of its own, which
// ctest takes for skipped (SKIP_RETURN_CODE). A failure beside a skip stays a failure.
#include <gtest/gtest.h>

namespace {

constexpr int kSkipped = 77;

// Both at once, for browser.skipping, which runs them in spite of their names.
TEST(Skipping, DISABLED_IsSkipped) { GTEST_SKIP(); }
TEST(Skipping, DISABLED_Fails) { FAIL(); }

}  // namespace

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  const int status = RUN_ALL_TESTS();
  if (status != 0) return status;
  return ::testing::UnitTest::GetInstance()->skipped_test_count() > 0 ? kSkipped : 0;
}
