#include "golive/socket.h"

#include <string>
#include <utility>

#include "golive/error.h"

namespace golive {
namespace detail {

// Here, so that each class has its table in one place.
Mailbox::~Mailbox() = default;
SocketHost::~SocketHost() = default;

}  // namespace detail

namespace {

// A place of this site, or a web address: nothing that a browser would execute, and no "//host" in the clothes of a path.
bool is_place(std::string_view url) {
  const bool path = url.starts_with('/') && !url.starts_with("//") && !url.starts_with("/\\");
  const bool web = url.starts_with("http://") || url.starts_with("https://");
  const bool clean = url.find_first_of(std::string_view("\t\n\r\0", 4)) == std::string_view::npos;
  return clean && (path || web);
}

}  // namespace

bool ViewHandle::post(detail::MethodTask task) const { return mailbox_ != nullptr && mailbox_->post(std::move(task)); }

bool ViewHandle::alive() const noexcept { return mailbox_ != nullptr && mailbox_->alive(); }

bool Socket::connected() const noexcept { return host_.connected(); }
std::string_view Socket::id() const noexcept { return host_.id(); }
std::string_view Socket::peer() const noexcept { return host_.peer(); }
std::string_view Socket::header(std::string_view name) const { return host_.request_header(name); }
Payload Socket::connect_params() const { return Payload(host_.connect_params()); }
Session& Socket::session() noexcept { return host_.use_session(); }
ViewHandle Socket::handle() const { return ViewHandle(host_.mailbox()); }

TimerId Socket::add_timer(Duration delay, Duration period, detail::MethodTask task) {
  return TimerId{host_.add_timer(delay, period, std::move(task))};
}

void Socket::cancel(TimerId timer) { host_.cancel_timer(static_cast<std::uint64_t>(timer)); }

SubscriptionId Socket::add_subscription(std::shared_ptr<detail::TopicCore> topic, detail::Deliver call) {
  return SubscriptionId{host_.add_subscription(std::move(topic), call)};
}

void Socket::unsubscribe(SubscriptionId subscription) { host_.unsubscribe(static_cast<std::uint64_t>(subscription)); }

WatchId Socket::add_watch(std::shared_ptr<detail::FeedCore> feed, detail::FeedCall call, const detail::FeedTerms& terms) {
  return WatchId{host_.add_watch(std::move(feed), call, terms)};
}

void Socket::unwatch(WatchId watch) { host_.unwatch(static_cast<std::uint64_t>(watch)); }

void Socket::await_outcome(std::shared_ptr<detail::CommandCore> queue, std::uint64_t ticket, detail::OutcomeTask task) {
  host_.await_outcome(std::move(queue), ticket, task);
}

void Socket::push_event_json(std::string_view name, std::string_view json) { host_.push_event(name, json); }

void Socket::redirect(std::string_view url) {
  if (!is_place(url)) throw Error::of("GL0402", {url});
  host_.redirect(url);
}

void Socket::deliver(void* host, detail::MethodTask task) { static_cast<detail::SocketHost*>(host)->deliver(std::move(task)); }

}  // namespace golive
