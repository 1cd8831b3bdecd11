#include "golive/detail/test_loop.h"

#include <utility>

#include "base/loop.h"

namespace golive::detail {

TestLoop::TestLoop() : loop_(std::make_shared<Loop>(0)) {}
TestLoop::~TestLoop() = default;

std::uint64_t TestLoop::subscribe(TopicCore& topic, void* subscriber, Deliver deliver) {
  const Loop::Current current(*loop_);
  return topic.subscribe(subscriber, deliver);
}

void TestLoop::unsubscribe(TopicCore& topic, std::uint64_t subscription) {
  const Loop::Current current(*loop_);
  topic.unsubscribe(subscription);
}

void TestLoop::post(std::shared_ptr<void> subject, void (*run)(void* subject)) {
  loop_->post([subject = std::move(subject), run] { run(subject.get()); });
}

bool TestLoop::take_one() { return loop_->poll_one(); }

}  // namespace golive::detail
