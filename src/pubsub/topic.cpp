#include "golive/topic.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <mutex>
#include <utility>
#include <vector>

#include "base/loop.h"
#include "base/prefetch.h"

namespace golive::detail {
namespace {

// A value goes to thousands of views one after the other, each somewhere else in memory: so much of the next ones is fetched ahead.
constexpr std::size_t kSubscriberBytes = 320;

struct Subscription {
  std::uint64_t id;
  void* subscriber;  // nullptr: ended while values were being delivered
  Deliver deliver;
};

struct Published {
  std::shared_ptr<const void> value;
  std::uint64_t end;  // for the subscriptions before this one, which were there then
};

// The part of a topic that lives on one loop.
struct Branch {
  explicit Branch(Loop& branch_loop) : identity(&branch_loop), loop(branch_loop.weak_from_this()) {}

  const void* const identity;      // of the loop, to compare only
  const std::weak_ptr<Loop> loop;  // weak: a delivery waits in the loop's queue and holds this

  // Under State::mutex.
  std::deque<Published> queue;
  bool scheduled = false;

  // On the loop's thread only.
  std::vector<Subscription> subscriptions;
  std::deque<Published> values;  // being delivered; changes places with the queue, for its memory
  bool delivering = false;
};

}  // namespace

struct TopicCore::State : std::enable_shared_from_this<State> {
  std::mutex mutex;
  std::vector<std::shared_ptr<Branch>> branches;  // under mutex; a few at most
  std::atomic<std::uint64_t> dropped = 0;
  std::atomic<std::uint64_t> next_subscription = 1;

  std::shared_ptr<Branch> find(const Loop& loop) {
    const std::scoped_lock lock(mutex);
    for (const auto& branch : branches)
      if (branch->identity == &loop) return branch;
    return nullptr;
  }

  std::shared_ptr<Branch> find_or_add(Loop& loop) {
    if (auto branch = find(loop)) return branch;
    const std::scoped_lock lock(mutex);
    return branches.emplace_back(std::make_shared<Branch>(loop));
  }

  // Ends a branch nobody listens to, so that publishers do not wake its loop for nothing.
  void remove(const std::shared_ptr<Branch>& branch) {
    const std::scoped_lock lock(mutex);
    std::erase(branches, branch);
  }

  void drain(const std::shared_ptr<Branch>& branch) {
    branch->values.clear();  // should a subscriber have thrown
    {
      const std::scoped_lock lock(mutex);
      branch->values.swap(branch->queue);
      branch->scheduled = false;
    }
    branch->delivering = true;
    for (const Published& published : branch->values) {
      // By index: a subscriber may subscribe or unsubscribe, itself or others, while it is called.
      for (std::size_t i = 0; i < branch->subscriptions.size(); ++i) {
        const Subscription current = branch->subscriptions[i];
        if (current.id >= published.end) break;
        if (i + kPrefetchAhead < branch->subscriptions.size())
          prefetch(branch->subscriptions[i + kPrefetchAhead].subscriber, kSubscriberBytes);
        if (current.subscriber != nullptr) current.deliver(current.subscriber, published.value.get());
      }
    }
    branch->values.clear();
    branch->delivering = false;
    std::erase_if(branch->subscriptions, [](const Subscription& s) { return s.subscriber == nullptr; });
    if (branch->subscriptions.empty()) remove(branch);
  }
};

TopicCore::TopicCore() : state_(std::make_shared<State>()) {}
TopicCore::~TopicCore() = default;

void TopicCore::publish(std::shared_ptr<const void> value) {
  const std::scoped_lock lock(state_->mutex);
  const std::uint64_t end = state_->next_subscription.load(std::memory_order_relaxed);
  for (const auto& branch : state_->branches) {
    const auto loop = branch->loop.lock();
    if (loop == nullptr) continue;
    if (branch->queue.size() == kTopicBacklog) {
      branch->queue.pop_front();
      state_->dropped.fetch_add(1, std::memory_order_relaxed);
    }
    branch->queue.push_back({value, end});
    if (std::exchange(branch->scheduled, true)) continue;
    loop->post([state = state_, branch] { state->drain(branch); });
  }
}

std::uint64_t TopicCore::dropped() const noexcept { return state_->dropped.load(std::memory_order_relaxed); }

std::uint64_t TopicCore::subscribe(void* subscriber, Deliver deliver) {
  const std::uint64_t id = state_->next_subscription.fetch_add(1, std::memory_order_relaxed);
  state_->find_or_add(*Loop::current())->subscriptions.push_back({id, subscriber, deliver});
  return id;
}

void TopicCore::unsubscribe(std::uint64_t subscription) {
  const auto branch = state_->find(*Loop::current());
  if (branch == nullptr) return;
  auto& all = branch->subscriptions;
  // Ids only grow, so the list is sorted by them: 10,000 leaving views cost a binary search each.
  const auto found = std::ranges::lower_bound(all, subscription, {}, &Subscription::id);
  if (found == all.end() || found->id != subscription) return;
  found->subscriber = nullptr;
  if (branch->delivering) return;
  all.erase(found);
  if (all.empty()) state_->remove(branch);
}

}  // namespace golive::detail
