#pragma once
// Topic<T> carries values from any thread of the process to every view that subscribed.
//
//     Topic<Price> prices;                                       // anywhere that outlives its publishers
//
//     void Board::connected(Socket& socket) { socket.subscribe<&Board::on_price>(prices); }
//     void Board::on_price(const Price& p) { last = p; }         // runs on the view's own loop
//
//     prices.publish({"ACME", 12.5});                            // from any thread
//
// A value crosses to each event loop once, however many views there subscribe; a view that got several values before it could be shown
// renders once. Order is kept per publisher. A loop that falls behind keeps the newest kTopicBacklog values and drops older ones; dropped()
// counts them. Threads: publish() and dropped() from any thread. It takes a short lock and allocates one copy of the value.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <utility>

#include "golive/detail/api.h"

namespace golive {

inline constexpr std::size_t kTopicBacklog = 4096;

namespace detail {

// Called on the subscriber's loop with the published value.
using Deliver = void (*)(void* subscriber, const void* value);

// A topic without its type. Shared by the topic and its subscriptions, so that either may end first.
class GOLIVE_API TopicCore {
 public:
  TopicCore();
  ~TopicCore();
  TopicCore(const TopicCore&) = delete;
  TopicCore& operator=(const TopicCore&) = delete;

  void publish(std::shared_ptr<const void> value);
  std::uint64_t dropped() const noexcept;

  // On the subscriber's loop. The number identifies the subscription for unsubscribe(), on the same loop.
  std::uint64_t subscribe(void* subscriber, Deliver deliver);
  void unsubscribe(std::uint64_t subscription);

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace detail

template <class T>
class Topic {
  static_assert(std::is_same_v<T, std::remove_cvref_t<T>>, "a Topic carries values: write Topic<T> without const or reference");

 public:
  Topic() : core_(std::make_shared<detail::TopicCore>()) {}
  Topic(const Topic&) = delete;
  Topic& operator=(const Topic&) = delete;

  void publish(T value) { core_->publish(std::make_shared<const T>(std::move(value))); }

  // Values that a loop was too far behind to take, over all loops.
  std::uint64_t dropped() const noexcept { return core_->dropped(); }

  const std::shared_ptr<detail::TopicCore>& core() const noexcept { return core_; }

 private:
  std::shared_ptr<detail::TopicCore> core_;
};

}  // namespace golive
