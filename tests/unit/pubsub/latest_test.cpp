// What readers get of a value that another thread changes all the time.
#include "golive/latest.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <thread>
#include <vector>

#include "allocations/allocation_count.h"

namespace golive {
namespace {

// Every field says which publication it belongs to. 8 does not divide its size.
struct Sample {
  std::uint64_t first = 0;
  std::array<std::uint32_t, 20> middle{};
  std::uint8_t last = 0;

  static Sample of(std::uint64_t number) {
    Sample made{.first = number, .middle = {}, .last = static_cast<std::uint8_t>(number)};
    made.middle.fill(static_cast<std::uint32_t>(number));
    return made;
  }
  bool whole() const {
    return std::ranges::all_of(middle, [this](std::uint32_t each) { return each == static_cast<std::uint32_t>(first); }) &&
           last == static_cast<std::uint8_t>(first);
  }
};

static_assert(noexcept(std::declval<Latest<Sample>&>().publish(Sample{})));

TEST(Latest, HoldsWhatItWasMadeWithUntilSomethingIsPublished) {
  EXPECT_EQ(Latest<int>().read(), 0);
  Latest<int> level(7);
  EXPECT_EQ(level.read(), 7);
  EXPECT_EQ(level.version(), 0u);
  level.publish(8);
  level.publish(9);
  EXPECT_EQ(level.read(), 9);
  EXPECT_EQ(level.version(), 2u);
}

TEST(Latest, ReadersOfAnyThreadGetWholeValuesInOrder) {
  constexpr std::uint64_t kCount = 200'000;
  Latest<Sample> latest;
  std::atomic<int> bad = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i)
    readers.emplace_back([&] {
      std::uint64_t newest = 0;
      while (newest < kCount) {
        const Sample sample = latest.read();
        if (!sample.whole() || sample.first < newest) ++bad;
        newest = sample.first;
      }
    });
  for (std::uint64_t i = 1; i <= kCount; ++i) latest.publish(Sample::of(i));
  for (auto& reader : readers) reader.join();
  EXPECT_EQ(bad.load(), 0);
  EXPECT_EQ(latest.version(), kCount);
}

TEST(Latest, ManyWritersEachHaveTheirOwnInAnArray) {
  constexpr std::uint64_t kCount = 20'000;
  std::array<Latest<Sample>, 4> all;
  std::vector<std::thread> writers;
  writers.reserve(all.size());
  for (auto& each : all)
    writers.emplace_back([&each] {
      for (std::uint64_t i = 1; i <= kCount; ++i) each.publish(Sample::of(i));
    });
  while (std::ranges::any_of(all, [](const auto& each) { return each.version() < kCount; }))
    for (const auto& each : all) ASSERT_TRUE(each.read().whole());
  for (auto& writer : writers) writer.join();
}

TEST(Latest, PassesNotANumberAndInfinityOnAsTheyAre) {
  const double odd_nan = std::bit_cast<double>(std::uint64_t{0x7ff8'0000'dead'beef});
  Latest<double> latest(odd_nan);
  EXPECT_EQ(std::bit_cast<std::uint64_t>(latest.read()), 0x7ff8'0000'dead'beefu);
  latest.publish(-std::numeric_limits<double>::infinity());
  EXPECT_TRUE(std::isinf(latest.read()));
  latest.publish(-odd_nan);
  EXPECT_EQ(std::bit_cast<std::uint64_t>(latest.read()), 0xfff8'0000'dead'beefu);
}

TEST(Latest, HoldsUpToSixtyFourKibibytes) {
  using Page = std::array<std::uint64_t, kLatestBytes / sizeof(std::uint64_t)>;
  const auto page = std::make_unique<Page>();
  page->front() = 1;
  page->back() = 2;
  Latest<Page> latest;
  latest.publish(*page);
  EXPECT_EQ(latest.read(), *page);
}

struct NoDefault {
  explicit NoDefault(int number) : value(number) {}
  int value;
};

TEST(Latest, TakesTypesWithoutADefaultAndSmallOnes) {
  Latest<NoDefault> latest(NoDefault(3));
  latest.publish(NoDefault(4));
  EXPECT_EQ(latest.read().value, 4);
  Latest<bool> flag;
  flag.publish(true);
  EXPECT_TRUE(flag.read());
}

TEST(Latest, PublishingAndReadingAllocateNothing) {
  Latest<Sample> latest;
  const std::size_t before = test::allocations();
  for (std::uint64_t i = 1; i <= 1000; ++i) {
    latest.publish(Sample::of(i));
    ASSERT_EQ(latest.read().first, i);
  }
  EXPECT_EQ(test::allocations(), before);
}

TEST(Latest, AWriterThatIsStoppedInTheMiddleHoldsUpNobody) {
  Latest<int> latest(1);
  latest.core()->begin(1);
  EXPECT_EQ(latest.read(), 1);
  EXPECT_EQ(latest.version(), 0u);
  latest.core()->finish(1, 2);
  EXPECT_EQ(latest.read(), 2);
  EXPECT_EQ(latest.version(), 1u);
}

TEST(Latest, WhoWatchesKeepsTheValueWhenItIsDestroyed) {
  auto latest = std::make_unique<Latest<int>>(1);
  const auto core = latest->core();
  latest->publish(5);
  EXPECT_FALSE(core->gone());
  latest.reset();
  EXPECT_TRUE(core->gone());
  const auto batch = core->make_batch();
  batch->read(0);
  EXPECT_EQ(*static_cast<const int*>(batch->after(0).values), 5);
}

TEST(Latest, ACopyKnowsWhetherItIsNewToItsReader) {
  Latest<int> latest;
  const auto batch = latest.core()->make_batch();
  batch->read(0);
  EXPECT_EQ(batch->after(0).count, 0u);
  latest.publish(1);
  batch->read(0);
  EXPECT_EQ(batch->after(0).count, 1u);
  EXPECT_EQ(batch->after(batch->end()).count, 0u);
}

}  // namespace
}  // namespace golive
