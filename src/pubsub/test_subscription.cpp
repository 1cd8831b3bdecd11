#include "golive/detail/test_subscription.h"

#include <utility>

#include "base/loop.h"

namespace golive::detail {

TestSubscription::TestSubscription(std::shared_ptr<TopicCore> topic, void* subscriber, Deliver deliver)
    : topic_(std::move(topic)), loop_(std::make_shared<Loop>(0)) {
  const Loop::Current current(*loop_);
  id_ = topic_->subscribe(subscriber, deliver);
}

TestSubscription::~TestSubscription() {
  const Loop::Current current(*loop_);
  topic_->unsubscribe(id_);
}

void TestSubscription::take() {
  while (loop_->poll_one()) {
  }
}

}  // namespace golive::detail
