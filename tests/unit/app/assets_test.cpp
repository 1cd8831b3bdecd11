#include "app/assets.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

namespace golive {
namespace {

const Asset* asset(std::string_view name) {
  for (const Asset& each : assets())
    if (each.name == name) return &each;
  return nullptr;
}

std::string decompressed(std::string_view gzip) {
  const std::string path = testing::TempDir() + "assets_test.gz";
  std::ofstream(path, std::ios::binary).write(gzip.data(), static_cast<std::streamsize>(gzip.size()));
  std::string text;
  FILE* pipe = ::popen(("gzip -dc " + path).c_str(), "r");
  for (int c = 0; (c = std::fgetc(pipe)) != EOF;) text += static_cast<char>(c);
  EXPECT_EQ(::pclose(pipe), 0);
  return text;
}

TEST(Assets, TheClientIsEmbeddedAsItIsCommitted) {
  const Asset* client = asset("golive.js");
  ASSERT_NE(client, nullptr);
  std::ifstream file(GOLIVE_SOURCE_DIR "/client/dist/golive.js", std::ios::binary);
  const std::string committed(std::istreambuf_iterator<char>(file), {});
  EXPECT_FALSE(committed.empty());
  EXPECT_TRUE(client->bytes == committed) << "the build is older than client/dist/golive.js";
}

TEST(Assets, TheCompressedFormIsTheSameScriptInFewerBytes) {
  for (const Asset& each : assets()) {
    EXPECT_EQ(decompressed(each.gzip), each.bytes);
    EXPECT_LT(each.gzip.size(), each.bytes.size());
  }
}

TEST(Assets, EachPathNamesItsContent) {
  for (const Asset& each : assets()) {
    const std::string stem(each.name.substr(0, each.name.rfind('.')));
    EXPECT_TRUE(each.path.starts_with("/_golive/" + stem + "-")) << each.path;
    EXPECT_TRUE(each.path.ends_with(each.name.substr(stem.size()))) << each.path;
    EXPECT_EQ(each.path.size(), std::string("/_golive/-0123456789ab").size() + each.name.size());
  }
}

}  // namespace
}  // namespace golive
