// Components of one name in the anonymous namespaces of several files.
#include "same_name.h"

#include <gtest/gtest.h>

namespace golive::same_name {
namespace {

TEST(SameName, AComponentGetsItsOwnFilesHandlers) {
  EXPECT_EQ(ask_first(), "\"first\"");
  EXPECT_EQ(ask_second(), "\"second\"");
}

}  // namespace
}  // namespace golive::same_name
