#pragma once
// Listens to topics and takes messages without a view and without a server. Private to the testing kit.
//
// It has a loop of its own, which runs in take_one() alone: what has come is called in the order in which a view would have it. Threads:
// one; whoever publishes may be on another, and post() is for any while this lives. Of each topic at most kTopicBacklog values wait, the
// newest. Errors: GL0003 when the process has no descriptor left.
#include <cstdint>
#include <memory>

#include "golive/detail/api.h"
#include "golive/topic.h"

namespace golive {

class Loop;

namespace detail {

class GOLIVE_API TestLoop {
 public:
  TestLoop();
  // After all subscriptions have ended.
  ~TestLoop();
  TestLoop(const TestLoop&) = delete;
  TestLoop& operator=(const TestLoop&) = delete;

  // As TopicCore has them.
  std::uint64_t subscribe(TopicCore& topic, void* subscriber, Deliver deliver);
  void unsubscribe(TopicCore& topic, std::uint64_t subscription);
  // take_one() will call `run` with it.
  void post(std::shared_ptr<void> subject, void (*run)(void* subject));

  // What has come first since: a message, or the values of a topic. False: nothing has.
  bool take_one();

 private:
  std::shared_ptr<Loop> loop_;
};

}  // namespace detail
}  // namespace golive
