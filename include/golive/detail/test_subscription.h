#pragma once
// Listens to a topic without a view and without a server. Private to the testing kit.
//
// It has a loop of its own, which runs in take() alone. Threads: one; whoever publishes may be on another. At most kTopicBacklog values
// wait for take(), the newest. Errors: GL0003 when the process has no descriptor left.
#include <cstdint>
#include <memory>

#include "golive/detail/api.h"
#include "golive/topic.h"

namespace golive {

class Loop;

namespace detail {

class GOLIVE_API TestSubscription {
 public:
  TestSubscription(std::shared_ptr<TopicCore> topic, void* subscriber, Deliver deliver);
  ~TestSubscription();
  TestSubscription(const TestSubscription&) = delete;
  TestSubscription& operator=(const TestSubscription&) = delete;

  // Delivers what was published since.
  void take();

 private:
  std::shared_ptr<TopicCore> topic_;
  std::shared_ptr<Loop> loop_;
  std::uint64_t id_;
};

}  // namespace detail
}  // namespace golive
