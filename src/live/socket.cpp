#include "golive/socket.h"

#include <string>
#include <utility>

#include "live/mailbox.h"
#include "live/view.h"

namespace golive {

bool ViewHandle::post(detail::MethodTask task) const { return mailbox_ != nullptr && mailbox_->post(std::move(task)); }

bool ViewHandle::alive() const noexcept { return mailbox_ != nullptr && mailbox_->alive(); }

bool Socket::connected() const noexcept { return view_.connected(); }
std::string_view Socket::id() const noexcept { return view_.id(); }
std::string_view Socket::peer() const noexcept { return view_.peer(); }
std::string_view Socket::header(std::string_view name) const { return view_.request_header(name); }
Payload Socket::connect_params() const { return Payload(view_.connect_params()); }
Session& Socket::session() noexcept { return view_.core().use_session(); }
ViewHandle Socket::handle() const { return ViewHandle(view_.mailbox()); }

TimerId Socket::add_timer(Duration delay, Duration period, detail::MethodTask task) {
  return TimerId{view_.add_timer(delay, period, std::move(task))};
}

void Socket::cancel(TimerId timer) { view_.cancel_timer(static_cast<std::uint64_t>(timer)); }

SubscriptionId Socket::add_subscription(std::shared_ptr<detail::TopicCore> topic, detail::Deliver call) {
  return SubscriptionId{view_.add_subscription(std::move(topic), call)};
}

void Socket::unsubscribe(SubscriptionId subscription) { view_.unsubscribe(static_cast<std::uint64_t>(subscription)); }

WatchId Socket::add_watch(std::shared_ptr<detail::FeedCore> feed, detail::FeedCall call, const detail::FeedTerms& terms) {
  return WatchId{view_.add_watch(std::move(feed), call, terms)};
}

void Socket::unwatch(WatchId watch) { view_.unwatch(static_cast<std::uint64_t>(watch)); }

void Socket::await_outcome(std::shared_ptr<detail::CommandCore> queue, std::uint64_t ticket, detail::OutcomeTask task) {
  view_.await_outcome(std::move(queue), ticket, task);
}

void Socket::push_event_json(std::string_view name, std::string_view json) { view_.core().push_event(name, json); }

void Socket::redirect(std::string_view url) { view_.core().redirect_to(url); }

void Socket::deliver(void* view, detail::MethodTask task) { static_cast<live::View*>(view)->deliver(std::move(task)); }

}  // namespace golive
