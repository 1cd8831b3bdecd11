// What readers get of events that several threads publish.
#include "golive/stream.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <numeric>
#include <span>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "allocations/allocation_count.h"

namespace golive {
namespace {

// One reader, as an event loop is one.
template <class T>
class Reader {
 public:
  explicit Reader(const Stream<T>& stream) : core_(stream.core()), batch_(core_->make_batch()) {}

  // What came since the last call.
  std::vector<T> take() {
    batch_->read(next_);
    const detail::FeedPiece piece = batch_->after(next_);
    next_ = batch_->end();
    missed += piece.missed;
    const auto* values = static_cast<const T*>(piece.values);
    return {values, values + piece.count};
  }

  std::uint64_t missed = 0;

 private:
  std::shared_ptr<detail::FeedCore> core_;
  std::shared_ptr<detail::FeedBatch> batch_;
  std::uint64_t next_ = 0;
};

std::vector<int> numbers(int first, int last) {
  std::vector<int> all(static_cast<std::size_t>(last - first + 1));
  std::iota(all.begin(), all.end(), first);
  return all;
}

static_assert(noexcept(std::declval<Stream<int>&>().publish(1)));

TEST(Stream, HandsOutEachEventOnceInOrder) {
  Stream<int> stream(8);
  Reader reader(stream);
  EXPECT_TRUE(reader.take().empty());
  for (int i = 1; i <= 3; ++i) stream.publish(i);
  EXPECT_EQ(reader.take(), numbers(1, 3));
  for (int i = 4; i <= 8; ++i) stream.publish(i);
  EXPECT_EQ(reader.take(), numbers(4, 8));
  EXPECT_TRUE(reader.take().empty());
  EXPECT_EQ(reader.missed, 0u);
  EXPECT_EQ(stream.published(), 8u);
}

TEST(Stream, KeepsTheNewestAndCountsWhatAReaderMissed) {
  Stream<int> stream(8);
  Reader reader(stream);
  for (int i = 1; i <= 20; ++i) stream.publish(i);
  EXPECT_EQ(reader.take(), numbers(13, 20));
  EXPECT_EQ(reader.missed, 12u);
}

TEST(Stream, RoundsItsCapacityUpToAPowerOfTwo) {
  EXPECT_EQ(Stream<int>(1000).capacity(), 1024u);
  EXPECT_EQ(Stream<int>(64).capacity(), 64u);
  EXPECT_EQ(Stream<int>(0).capacity(), 2u);
  EXPECT_EQ(Stream<std::string>(3).capacity(), 4u);
}

TEST(Stream, CarriesAnyCopyableType) {
  Stream<std::string> log(4);
  Reader reader(log);
  log.publish("started");
  log.publish(std::string(100, 'x'));
  EXPECT_EQ(reader.take(), (std::vector<std::string>{"started", std::string(100, 'x')}));
  for (int i = 1; i <= 6; ++i) log.publish(std::to_string(i));
  EXPECT_EQ(reader.take(), (std::vector<std::string>{"3", "4", "5", "6"}));
  EXPECT_EQ(reader.missed, 2u);
}

TEST(Stream, PublishingAPlainTypeAllocatesNothing) {
  Stream<int> stream(8);
  const std::size_t before = test::allocations();
  for (int i = 0; i < 1000; ++i) stream.publish(i);
  EXPECT_EQ(test::allocations(), before);
}

struct Event {
  std::uint32_t writer;
  std::uint32_t number;
  std::uint64_t check;
  static Event of(std::uint32_t writer, std::uint32_t number) { return {writer, number, (std::uint64_t{writer} << 32 | number) ^ 0x5555}; }
  bool whole() const { return check == ((std::uint64_t{writer} << 32 | number) ^ 0x5555); }
};

// Several writers, a reader that takes what it can: every event whole, each writer's in order, and none unaccounted for.
void crowd(std::size_t capacity, std::uint32_t count) {
  constexpr std::uint32_t kWriters = 4;
  Stream<Event> stream(capacity);
  std::atomic<std::uint32_t> writing = kWriters;
  std::vector<std::thread> writers;
  for (std::uint32_t writer = 0; writer < kWriters; ++writer)
    writers.emplace_back([&, writer] {
      for (std::uint32_t i = 1; i <= count; ++i) stream.publish(Event::of(writer, i));
      --writing;
    });
  Reader reader(stream);
  std::map<std::uint32_t, std::uint32_t> newest;
  std::uint64_t taken = 0;
  const auto take = [&] {
    for (const Event& event : reader.take()) {
      ASSERT_TRUE(event.whole());
      ASSERT_GT(event.number, newest[event.writer]);
      newest[event.writer] = event.number;
      ++taken;
    }
  };
  while (writing > 0) take();
  for (auto& writer : writers) writer.join();
  take();
  EXPECT_EQ(taken + reader.missed, std::uint64_t{kWriters} * count);
  EXPECT_EQ(stream.published(), std::uint64_t{kWriters} * count);
}

TEST(Stream, WritersOfSeveralThreadsLoseNothingThatFits) { crowd(1 << 16, 10'000); }
TEST(Stream, WritersThatLapEachOtherAndTheReaderTearNothing) { crowd(2, 50'000); }
TEST(Stream, WritersThatLapTheReaderTearNothing) { crowd(64, 50'000); }

TEST(Stream, StringsOfSeveralThreadsKeepTheOrderOfEachThread) {
  Stream<std::string> stream(128);
  std::atomic<int> writing = 3;
  std::vector<std::thread> writers;
  for (char name : {'a', 'b', 'c'})
    writers.emplace_back([&, name] {
      for (int i = 10'000; i < 15'000; ++i) stream.publish(name + std::to_string(i));
      --writing;
    });
  Reader reader(stream);
  std::map<char, std::string> newest;
  std::uint64_t taken = 0;
  const auto take = [&] {
    for (const std::string& text : reader.take()) {
      ASSERT_GT(text, newest[text[0]]);
      newest[text[0]] = text;
      ++taken;
    }
  };
  while (writing > 0) take();
  for (auto& writer : writers) writer.join();
  take();
  EXPECT_EQ(taken + reader.missed, 15'000u);
}

TEST(Stream, AWriterThatIsStoppedBeforeItTookItsSlotHoldsLaterEventsBack) {
  Stream<int> stream(4);
  Reader reader(stream);
  stream.publish(1);
  const std::uint64_t stalled = stream.core()->take_number();
  stream.publish(3);
  EXPECT_EQ(reader.take(), numbers(1, 1));
  ASSERT_TRUE(stream.core()->claim(stalled));
  EXPECT_EQ(reader.take(), std::vector<int>());
  stream.core()->fill(stalled, 2);
  EXPECT_EQ(reader.take(), numbers(2, 3));
  EXPECT_EQ(reader.missed, 0u);
}

TEST(Stream, AWriterThatWasLappedBeforeItTookItsSlotLosesItsEvent) {
  Stream<int> stream(4);
  Reader reader(stream);
  const std::uint64_t stalled = stream.core()->take_number();
  for (int i = 2; i <= 5; ++i) stream.publish(i);
  EXPECT_FALSE(stream.core()->claim(stalled));
  EXPECT_EQ(reader.take(), numbers(2, 5));
  EXPECT_EQ(reader.missed, 1u);
}

TEST(Stream, AWriterThatIsStoppedWhileItStoresCostsOneEventALap) {
  Stream<int> stream(4);
  Reader reader(stream);
  const std::uint64_t stalled = stream.core()->take_number();
  ASSERT_TRUE(stream.core()->claim(stalled));
  for (int i = 2; i <= 6; ++i) stream.publish(i);  // 5 finds the slot taken
  EXPECT_EQ(reader.take(), (std::vector{3, 4, 6}));
  EXPECT_EQ(reader.missed, 3u);
  stream.core()->fill(stalled, 1);
  for (int i = 7; i <= 10; ++i) stream.publish(i);
  EXPECT_EQ(reader.take(), numbers(7, 10));
}

TEST(Stream, MayEndBeforeWhoWatches) {
  auto stream = std::make_unique<Stream<std::string>>(4);
  Reader reader(*stream);
  stream->publish("last words");
  stream.reset();
  EXPECT_EQ(reader.take(), std::vector<std::string>{"last words"});
}

}  // namespace
}  // namespace golive
