#include "golive/detail/arena.h"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstring>
#include <vector>

#include "golive/error.h"

namespace golive::detail {
namespace {

// Pages of the arena that are in memory.
std::size_t resident(const Arena& arena) {
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  std::vector<unsigned char> pages(arena.committed() / page + 1);
  EXPECT_EQ(mincore(const_cast<void*>(arena.at(0)), arena.committed(), pages.data()), 0);
  std::size_t count = 0;
  for (std::size_t i = 0; i < arena.committed() / page; ++i) count += pages[i] & 1;
  return count * page;
}

TEST(Arena, TakesNoMemoryBeforeItsFirstUse) {
  const Arena arena;
  EXPECT_EQ(arena.committed(), 0u);
  EXPECT_EQ(arena.used(), 0u);
}

TEST(Arena, AlignsToEightBytes) {
  Arena arena;
  for (const std::size_t size : {1u, 3u, 8u, 13u, 16u}) EXPECT_EQ(reinterpret_cast<std::uintptr_t>(arena.allocate(size)) % 8, 0u);
  arena.room(3);
  arena.take(3);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(arena.allocate(8)) % 8, 0u);
}

TEST(Arena, OffsetZeroIsNeverHandedOut) {
  Arena arena;
  EXPECT_GE(arena.offset_of(arena.allocate(8)), 8u);
}

TEST(Arena, GrowsWithoutMovingAnything) {
  Arena arena;
  std::vector<char*> parts;
  for (int i = 0; i < 3000; ++i) {
    parts.push_back(static_cast<char*>(arena.allocate(1000)));
    std::memset(parts.back(), i % 128, 1000);
  }
  for (int i = 0; i < 3000; ++i) {
    EXPECT_EQ(parts[static_cast<std::size_t>(i)][0], i % 128);
    EXPECT_EQ(parts[static_cast<std::size_t>(i)][999], i % 128);
    EXPECT_EQ(arena.at(arena.offset_of(parts[static_cast<std::size_t>(i)])), parts[static_cast<std::size_t>(i)]);
  }
  EXPECT_GE(arena.committed(), arena.used());
  EXPECT_LE(arena.committed(), arena.used() * 3);
}

TEST(Arena, TakesOnePartOfManyMegabytes) {
  Arena arena;
  char* part = static_cast<char*>(arena.allocate(std::size_t{40} << 20));
  part[0] = part[(std::size_t{40} << 20) - 1] = 'x';
  EXPECT_GE(arena.used(), std::size_t{40} << 20);
}

TEST(Arena, SaysSoWhenItIsFull) {
  Arena arena;
  arena.allocate(8);
  for (const std::size_t size : {Arena::kReserve, std::size_t{1} << 40, static_cast<std::size_t>(-8), static_cast<std::size_t>(-1)}) {
    try {
      arena.allocate(size);
      FAIL() << size;
    } catch (const Error& error) {
      EXPECT_EQ(error.id(), "GL0001");
    }
  }
  EXPECT_NE(arena.allocate(8), nullptr) << "usable as before";
}

TEST(Arena, OutsideARenderThereIsNone) {
  EXPECT_THROW(
      {
        try {
          no_scope.allocate(16);
        } catch (const Error& error) {
          EXPECT_EQ(error.id(), "GL0101");
          throw;
        }
      },
      Error);
}

TEST(Arena, ReleaseGoesBackToTheMark) {
  Arena arena;
  arena.allocate(100);
  const std::size_t mark = arena.used();
  void* first = arena.allocate(500);
  arena.release(mark);
  EXPECT_EQ(arena.used(), mark);
  EXPECT_EQ(arena.allocate(500), first);
}

TEST(Arena, GivesBackWhatOneLargeRenderTook) {
  Arena arena;
  arena.allocate(8);
  const std::size_t mark = arena.used();
  std::memset(arena.allocate(std::size_t{8} << 20), 1, std::size_t{8} << 20);
  arena.release(mark);
  EXPECT_GE(resident(arena), std::size_t{8} << 20);
  for (int i = 0; i < 600; ++i) {
    arena.allocate(1000);
    arena.release(mark);
  }
  EXPECT_LE(resident(arena), std::size_t{1} << 20);
}

TEST(Arena, KeepsWhatEveryRenderTakes) {
  Arena arena;
  arena.allocate(8);
  const std::size_t mark = arena.used();
  constexpr std::size_t kRender = std::size_t{2} << 20;
  for (int i = 0; i < 600; ++i) {
    *static_cast<char*>(arena.allocate(kRender)) = 1;
    arena.release(mark);
  }
  std::memset(arena.allocate(kRender), 1, kRender);
  arena.release(mark);
  const std::size_t before = resident(arena);
  for (int i = 0; i < 600; ++i) {
    arena.allocate(kRender);
    arena.release(mark);
  }
  EXPECT_EQ(resident(arena), before);
}

// The second page of a process was empty: its root lay at offset 0, which a handle reads as nothing.
TEST(Arena, NeverGivesOffsetZeroAfterItsFirstRenderWasReleased) {
  Arena arena;
  const std::size_t mark = arena.used();
  arena.allocate(8);
  arena.release(mark);
  EXPECT_NE(arena.offset_of(arena.allocate(8)), 0u);
}

}  // namespace
}  // namespace golive::detail
