#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <sstream>

#include "model/golden_cases.h"

namespace golive {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// A difference is either a fault or a change of the protocol: then write the file anew with golden_tool and look at what changed.
TEST(Golden, TheEncoderWritesTheVectorsTheClientIsTestedWith) {
  std::ifstream file(GOLIVE_SOURCE_DIR "/tests/golden/patches.json");
  ASSERT_TRUE(file) << "tests/golden/patches.json is missing";
  const std::vector<std::string> expected = lines_of({std::istreambuf_iterator<char>(file), {}});
  const std::vector<std::string> written = lines_of(model::golden_json());
  ASSERT_EQ(written.size(), expected.size());
  for (std::size_t i = 0; i < written.size(); ++i) EXPECT_EQ(written[i], expected[i]);
}

}  // namespace
}  // namespace golive
