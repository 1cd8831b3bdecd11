// What blocking routes rely on: a lane runs one piece of work at a time, in order; lanes do not wait for each other.
#include "base/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <latch>
#include <numeric>
#include <string>
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

TEST(WorkerPool, ItsEndWaitsForTheWorkThatRuns) {
  std::atomic<bool> finished = false;
  std::latch begun(1);
  std::promise<void> go;
  {
    WorkerPool pool(1);
    pool.post([&] {
      begun.count_down();
      go.get_future().wait();
      finished = true;
    });
    begun.wait();
    go.set_value();
  }
  EXPECT_TRUE(finished);
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
