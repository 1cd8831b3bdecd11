#include "testing/mock_inbox.h"

#include <algorithm>
#include <utility>

namespace golive::testing {

class MockInbox::Box final : public detail::Mailbox, public std::enable_shared_from_this<Box> {
 public:
  Box(MockInbox& inbox, std::size_t limit) : inbox_(&inbox), limit_(limit) {}

  bool post(detail::MethodTask task) override {
    const std::lock_guard lock(mutex_);
    if (inbox_ == nullptr || waiting_ == limit_) return false;
    ++waiting_;
    auto posted = std::make_shared<Posted>(shared_from_this(), std::move(task));
    inbox_->loop_->post(std::move(posted), [](void* subject) {
      auto& letter = *static_cast<Posted*>(subject);
      MockInbox& inbox = *letter.box->inbox_;
      inbox.letters_.push_back({.task = std::move(letter.task), .place = std::make_shared<Place>(letter.box)});
    });
    return true;
  }
  bool alive() const noexcept override {
    const std::lock_guard lock(mutex_);
    return inbox_ != nullptr;
  }
  void close() noexcept {
    const std::lock_guard lock(mutex_);
    inbox_ = nullptr;
  }

 private:
  struct Posted {
    std::shared_ptr<Box> box;
    detail::MethodTask task;
    Posted(std::shared_ptr<Box> to, detail::MethodTask message) : box(std::move(to)), task(std::move(message)) {}
  };
  struct Place {
    std::shared_ptr<Box> box;
    explicit Place(std::shared_ptr<Box> in) : box(std::move(in)) {}
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    ~Place() {
      const std::lock_guard lock(box->mutex_);
      --box->waiting_;
    }
  };

  mutable std::mutex mutex_;
  MockInbox* inbox_;  // nullptr once closed
  std::size_t waiting_ = 0;
  const std::size_t limit_;
};

MockInbox::~MockInbox() {
  if (box_ != nullptr) box_->close();
  for (const auto& each : subscriptions_) loop_->unsubscribe(*each->topic, each->topic_id);
}

detail::TestLoop& MockInbox::loop() {
  if (!loop_) loop_.emplace();
  return *loop_;
}

std::shared_ptr<detail::Mailbox> MockInbox::mailbox() {
  if (box_ == nullptr) {
    loop();
    box_ = std::make_shared<Box>(*this, limit_);
  }
  return box_;
}

std::uint64_t MockInbox::subscribe(std::shared_ptr<detail::TopicCore> topic, detail::Deliver call, void* host) {
  for (const auto& each : subscriptions_)
    if (each->topic == topic && each->call == call) return each->id;
  auto& made = *subscriptions_.emplace_back(
      std::make_unique<Subscription>(Subscription{next_subscription_++, std::move(topic), call, host, this, 0}));
  made.topic_id = loop().subscribe(*made.topic, &made, [](void* subscriber, const void* value) {
    const auto& of = *static_cast<Subscription*>(subscriber);
    of.inbox->current_ = of.id;
    of.call(of.host, value);
  });
  return made.id;
}

void MockInbox::unsubscribe(std::uint64_t subscription) {
  const auto found = std::ranges::find(subscriptions_, subscription, [](const auto& each) { return each->id; });
  if (found == subscriptions_.end()) return;
  loop().unsubscribe(*(*found)->topic, (*found)->topic_id);
  subscriptions_.erase(found);
  std::erase_if(letters_, [subscription](const Letter& letter) { return letter.subscription == subscription; });
}

bool MockInbox::is_subscribed(const detail::TopicCore& topic) const noexcept {
  return std::ranges::any_of(subscriptions_, [&](const auto& each) { return each->topic.get() == &topic; });
}

std::optional<MockInbox::Letter> MockInbox::take() {
  // One after the other: what a letter publishes may come with what its topic has not given yet.
  while (letters_.empty())
    if (!loop_ || !loop_->take_one()) return std::nullopt;
  Letter first = std::move(letters_.front());
  letters_.pop_front();
  return first;
}

std::vector<std::string> MockInbox::methods() {
  while (loop_ && loop_->take_one()) {
  }
  std::vector<std::string> all;
  for (const Letter& letter : letters_) all.emplace_back(letter.task.method());
  return all;
}

}  // namespace golive::testing
