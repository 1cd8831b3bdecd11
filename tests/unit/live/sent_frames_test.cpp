// What is kept of the frames a browser has not confirmed.
#include "live/sent_frames.h"

#include <gtest/gtest.h>

#include <vector>

namespace golive::live {
namespace {

std::vector<std::string> after(const SentFrames& frames, std::uint64_t seq) {
  std::vector<std::string> all;
  frames.each_after(seq, [&](std::string_view frame) { all.emplace_back(frame); });
  return all;
}

TEST(SentFrames, GivesBackWhatWasNotConfirmedInOrder) {
  SentFrames frames;
  frames.skip(1);
  for (std::uint64_t seq = 2; seq <= 6; ++seq) frames.add(seq, "frame " + std::to_string(seq));
  frames.confirm(3);
  EXPECT_FALSE(frames.has_all_after(2));
  EXPECT_TRUE(frames.has_all_after(3));
  EXPECT_EQ(after(frames, 4), (std::vector<std::string>{"frame 5", "frame 6"}));
  EXPECT_TRUE(frames.has_all_after(6));
  EXPECT_FALSE(frames.has_all_after(7)) << "a number this view has not sent";
  frames.confirm(100);
  EXPECT_TRUE(after(frames, 3).empty());
}

TEST(SentFrames, KeepsTheNewestAndNeverMoreThanItsLimit) {
  SentFrames frames;
  for (std::uint64_t seq = 1; seq <= 100'000; ++seq) {
    frames.add(seq, std::string(1000, 'x'));
    if (seq % 7 == 0) frames.confirm(seq - 2);
    ASSERT_LE(frames.heap_bytes(), 3 * SentFrames::kBytes);
  }
  EXPECT_TRUE(frames.has_all_after(99'997));
  EXPECT_EQ(after(frames, 99'998).size(), 2u);
  frames.add(100'001, std::string(SentFrames::kBytes, 'x'));
  EXPECT_FALSE(frames.has_all_after(100'000)) << "too large to keep";
  EXPECT_TRUE(frames.has_all_after(100'001));
}

TEST(SentFrames, AnIdleViewKeepsNoBuffer) {
  SentFrames frames;
  frames.add(1, std::string(2000, 'x'));
  frames.confirm(1);
  EXPECT_EQ(frames.heap_bytes(), 0u);
}

}  // namespace
}  // namespace golive::live
