// Plays the inputs that fuzzing has found worth keeping: a test for each target. `--targets` lists them with the files they decode by;
// `--play TARGET FILE` plays one input.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "fuzz/target.h"

namespace golive::fuzz {

void broken(std::string_view rule, const std::source_location& where) {
  throw std::logic_error(std::string(where.file_name()) + ":" + std::to_string(where.line()) + ": broken: " + std::string(rule));
}

namespace {

void play(const Target& target, const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::vector<char> bytes(std::istreambuf_iterator<char>(file), {});  // no byte more: a sanitizer sees a read beyond it
  target.run({bytes.data(), bytes.size()});
}

class Corpus : public testing::Test {
 public:
  explicit Corpus(const Target& target) : target_(target) {}

  void TestBody() override {
    const std::filesystem::path folder = std::filesystem::path(GOLIVE_SOURCE_DIR "/tests/fuzz/corpus") / target_.name;
    ASSERT_TRUE(std::filesystem::is_directory(folder)) << folder;
    std::size_t played = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      try {
        play(target_, entry.path());
      } catch (const std::exception& error) {
        ADD_FAILURE() << entry.path() << "\n" << error.what();
      }
      ++played;
    }
    EXPECT_GT(played, 0U) << folder;
  }

 private:
  Target target_;
};

}  // namespace
}  // namespace golive::fuzz

int main(int argc, char** argv) {
  using golive::fuzz::Corpus;
  auto& targets = golive::fuzz::targets();
  std::ranges::sort(targets, {}, &golive::fuzz::Target::name);
  if (argc == 2 && std::string_view(argv[1]) == "--targets") {
    for (const auto& target : targets) std::printf("%s %s\n", std::string(target.name).c_str(), std::string(target.decoders).c_str());
    return 0;
  }
  if (argc == 4 && std::string_view(argv[1]) == "--play") {
    for (const auto& target : targets)
      if (target.name == argv[2]) golive::fuzz::play(target, argv[3]);
    return 0;
  }
  testing::InitGoogleTest(&argc, argv);
  for (const auto& target : targets)
    testing::RegisterTest("Corpus", std::string(target.name).c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          [&target]() -> testing::Test* { return new Corpus(target); });
  return RUN_ALL_TESTS();
}
