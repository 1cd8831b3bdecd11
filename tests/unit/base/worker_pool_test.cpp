// What blocking routes rely on: a lane runs one piece of work at a time, in order; lanes do not wait for each other.
#include "base/worker_pool.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <future>
#include <latch>
#include <memory>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

namespace golive {
namespace {

TEST(Lane, RunsItsWorkInOrderOneAtATime) {
  WorkerPool pool(4);
  Lane lane(pool);
  std::vector<int> order;  // unprotected: the thread sanitizer is the judge
  std::atomic<int> inside = 0;
  std::promise<void> done;
  for (int i = 0; i < 1000; ++i) {
    lane.post([&, i] {
      EXPECT_EQ(inside.fetch_add(1), 0);
      order.push_back(i);
      inside.fetch_sub(1);
      if (i == 999) done.set_value();
    });
  }
  done.get_future().wait();
  std::vector<int> expected(1000);
  std::iota(expected.begin(), expected.end(), 0);
  EXPECT_EQ(order, expected);
}

TEST(Lane, DoesNotWaitForAnother) {
  WorkerPool pool(2);
  Lane first(pool);
  Lane second(pool);
  std::latch both(2);  // each waits for the other: on one thread this would never end
  std::promise<void> done;
  first.post([&] { both.arrive_and_wait(); });
  second.post([&] {
    both.arrive_and_wait();
    done.set_value();
  });
  done.get_future().wait();
}

TEST(Lane, MayEndBeforeWhatWasPostedHasRun) {
  WorkerPool pool(1);
  std::latch begun(1);
  std::promise<void> go;
  std::promise<void> done;
  {
    Lane lane(pool);
    lane.post([&] {
      begun.count_down();
      go.get_future().wait();
    });
    lane.post([&] { done.set_value(); });
    begun.wait();
  }
  go.set_value();
  done.get_future().wait();
}

// One thread: who has much to do does not keep the others waiting until it is done.
TEST(Lane, TakesTurnsWithOthers) {
  WorkerPool pool(1);
  Lane busy(pool);
  Lane other(pool);
  std::string order;
  std::promise<void> go;
  busy.post([&] { go.get_future().wait(); });
  for (int i = 0; i < 3; ++i) busy.post([&] { order += 'b'; });
  for (int i = 0; i < 2; ++i) other.post([&] { order += 'o'; });
  go.set_value();
  pool.finish();
  EXPECT_EQ(order, "obobb");
}

TEST(Lane, ManyThreadsMayPostToIt) {
  WorkerPool pool(3);
  std::array<Lane, 3> lanes{Lane{pool}, Lane{pool}, Lane{pool}};
  std::array<int, 3> ran{};  // unprotected: the thread sanitizer is the judge
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread)
      threads.emplace_back([&] {
        for (std::size_t i = 0; i < 3000; ++i) lanes.at(i % 3).post([&ran, lane = i % 3] { ++ran.at(lane); });
      });
  }
  pool.finish();
  EXPECT_EQ(ran, (std::array{4000, 4000, 4000}));
}

TEST(WorkerPool, ItsEndWaitsForTheWorkThatRunsAndForWhatThatPosts) {
  std::atomic<int> finished = 0;
  std::latch begun(1);
  std::promise<void> go;
  {
    WorkerPool pool(2);
    Lane lane(pool);
    Lane other(pool);
    lane.post([&] {
      begun.count_down();
      go.get_future().wait();
      lane.post([&] { ++finished; });
      other.post([&] { ++finished; });
      ++finished;
    });
    begun.wait();
    std::jthread ender([&] { pool.finish(); });
    go.set_value();
  }
  EXPECT_EQ(finished, 3);
}

TEST(WorkerPool, WhatIsPostedAfterItsEndNeverRuns) {
  WorkerPool pool(1);
  Lane lane(pool);
  pool.finish();
  const auto held = std::make_shared<int>();
  lane.post([held] { ++*held; });
  EXPECT_EQ(held.use_count(), 1) << "and is let go";
  EXPECT_EQ(pool.waiting(), 0U);
}

TEST(WorkerPoolWithoutThreads, RunsWhatItIsToldToAndALaneInItsOrder) {
  WorkerPool pool(0);
  Lane first(pool);
  Lane second(pool);
  std::string order;
  first.post([&] { order += 'a'; });
  first.post([&] { order += 'b'; });
  second.post([&] { order += 'c'; });
  EXPECT_EQ(order, "");
  EXPECT_EQ(pool.waiting(), 2U);
  pool.run(1);
  EXPECT_EQ(pool.waiting(), 1U);
  second.post([&] { order += 'd'; });
  pool.run(0);
  pool.run(1);
  EXPECT_EQ(order, "cad");
  pool.finish();
  EXPECT_EQ(order, "cadb");
  second.post([&] { order += 'e'; });
  EXPECT_EQ(pool.waiting(), 0U);
}

TEST(WorkerPoolWithoutThreads, WorkMayPostToItsOwnLane) {
  WorkerPool pool(0);
  Lane lane(pool);
  std::string order;
  lane.post([&] {
    lane.post([&] { order += 'b'; });
    order += 'a';
  });
  pool.run(0);
  EXPECT_EQ(order, "a");
  pool.run(0);
  EXPECT_EQ(order, "ab");
}

}  // namespace
}  // namespace golive
