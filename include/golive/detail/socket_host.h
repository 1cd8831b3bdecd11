#pragma once
// What stands behind a Socket: a view that is served (src/live/view.h), or one of a unit test (golive/testing/mock_socket.h).
//
// Ids are 1 and up. Threads: as Socket, during the view's callbacks.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "golive/detail/api.h"
#include "golive/detail/command_call.h"
#include "golive/detail/feed.h"
#include "golive/detail/mailbox.h"
#include "golive/duration.h"
#include "golive/topic.h"

namespace golive {

class Session;

namespace detail {

class CommandCore;

class GOLIVE_API SocketHost {
 public:
  SocketHost() = default;
  SocketHost(const SocketHost&) = delete;
  SocketHost& operator=(const SocketHost&) = delete;
  virtual ~SocketHost();

  virtual bool connected() const noexcept = 0;
  virtual const std::string& id() const noexcept = 0;
  virtual const std::string& peer() const noexcept = 0;
  virtual std::string_view request_header(std::string_view name) const = 0;
  virtual const std::string& connect_params() const noexcept = 0;  // JSON
  virtual Session& use_session() noexcept = 0;
  virtual std::shared_ptr<Mailbox> mailbox() = 0;

  // `period` zero: once.
  virtual std::uint64_t add_timer(Duration delay, Duration period, MethodTask task) = 0;
  virtual void cancel_timer(std::uint64_t timer) = 0;
  // `call` is given this SocketHost*, as a void*, with each value.
  virtual std::uint64_t add_subscription(std::shared_ptr<TopicCore> topic, Deliver call) = 0;
  virtual void unsubscribe(std::uint64_t subscription) = 0;
  // What `call` makes of a value.
  virtual void deliver(MethodTask&& task) = 0;
  // `call` nullptr: the news go to the page.
  virtual std::uint64_t add_watch(std::shared_ptr<FeedCore> feed, FeedCall call, const FeedTerms& terms) = 0;
  virtual void unwatch(std::uint64_t watch) = 0;
  virtual void await_outcome(std::shared_ptr<CommandCore> queue, std::uint64_t ticket, OutcomeTask task) = 0;

  virtual void push_event(std::string_view name, std::string_view json) = 0;
  // A place that a browser may be sent to: Socket has looked.
  virtual void redirect(std::string_view url) = 0;
};

}  // namespace detail
}  // namespace golive
