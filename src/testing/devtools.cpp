#include "testing/devtools.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cerrno>
#include <utility>

#include "base/clock.h"

namespace golive::testing {
std::string DevTools::string_in(const Params& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value == nullptr || !value->is_string() ? std::string() : std::string(value->get_string());
}

std::shared_ptr<DevTools> DevTools::shared() {
  static std::shared_ptr<DevTools> one;
  if (!one || !one->alive() || !one->process().is_there()) one = std::make_shared<DevTools>();
  return one;
}

DevTools::DevTools() : process_(std::make_unique<ChromiumProcess>()) {}

DevTools::Params DevTools::call(std::string_view session, std::string_view method, const Params& params, const Waiting& waiting) {
  return finish(begin(session, method, params), method, waiting);
}

std::uint64_t DevTools::begin(std::string_view session, std::string_view method, const Params& params) {
  const std::uint64_t id = send(session, method, params);
  calls_.emplace(id, Call{std::string(session), {}});
  return id;
}

DevTools::Params DevTools::finish(std::uint64_t id, std::string_view method, const Waiting& waiting) {
  const auto name = [&] { return std::string(method) + ": "; };
  bool answered = false;
  try {
    answered = wait([&] { return !calls_[id].answer.empty(); }, waiting);
  } catch (const BrowserError& error) {
    calls_.erase(id);
    throw BrowserError(name() + error.what());
  }
  const Params answer = std::move(calls_.extract(id).mapped().answer);
  if (!answered) throw BrowserError(name() + "no answer within " + std::to_string(waiting.limit.count()) + " ms");
  if (const auto* error = answer.if_contains("error")) throw BrowserError(name() + string_in(error->as_object(), "message"));
  const auto* result = answer.if_contains("result");
  return result == nullptr ? Params() : result->as_object();
}

void DevTools::tell(std::string_view session, std::string_view method, const Params& params) noexcept {
  try {
    if (alive_) send(session, method, params);
  } catch (const std::exception&) {
    alive_ = false;
  }
}

void DevTools::listen(std::string_view session, Handler handler) {
  if (handler) handlers_.insert_or_assign(std::string(session), std::move(handler));
  else if (const auto known = handlers_.find(session); known != handlers_.end()) handlers_.erase(known);
}

bool DevTools::wait(const std::function<bool()>& done, const Waiting& waiting) {
  const std::int64_t end = real_ns() + std::chrono::nanoseconds(waiting.limit).count();
  const bool pumps = waiting.pump != nullptr && waiting.pump->run;
  const bool often = pumps && waiting.pump->fd < 0;
  while (!done()) {
    if (!alive_) lost();
    const std::int64_t left = (end - real_ns()) / 1'000'000;
    if (left <= 0) return false;
    flush();
    std::array<pollfd, 2> watched{{{process_->socket(), static_cast<short>(out_.empty() ? POLLIN : POLLIN | POLLOUT), 0},
                                   {pumps ? waiting.pump->fd : -1, POLLIN, 0}}};
    ::poll(watched.data(), watched.size(), often ? 1 : static_cast<int>(std::min<std::int64_t>(left, 1000)));
    if (watched[0].revents != 0) receive();
    if (often || watched[1].revents != 0) waiting.pump->run();
  }
  return true;
}

std::uint64_t DevTools::send(std::string_view session, std::string_view method, const Params& params) {
  if (!alive_) lost();
  Params message = {{"id", ++newest_}, {"method", method}, {"params", params}};
  if (!session.empty()) message["sessionId"] = session;
  out_ += boost::json::serialize(message);
  out_ += '\0';
  flush();
  return newest_;
}

void DevTools::flush() {
  while (!out_.empty()) {
    const ssize_t count = ::send(process_->socket(), out_.data(), out_.size(), MSG_NOSIGNAL);
    if (count > 0) out_.erase(0, static_cast<std::size_t>(count));
    else if (errno != EINTR) break;
  }
  if (!out_.empty() && errno != EAGAIN) lost();
}

void DevTools::receive() {
  std::array<char, 65'536> buffer;
  for (;;) {
    const ssize_t count = ::recv(process_->socket(), buffer.data(), buffer.size(), 0);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && errno == EAGAIN) return;
    if (count <= 0) lost();
    std::string_view rest(buffer.data(), static_cast<std::size_t>(count));
    for (std::size_t end = rest.find('\0'); end != rest.npos; end = rest.find('\0')) {
      in_ += rest.substr(0, end);
      rest.remove_prefix(end + 1);
      take(std::exchange(in_, {}));
    }
    in_ += rest;
  }
}

void DevTools::take(std::string_view message) {
  boost::json::value parsed = boost::json::parse({message.data(), message.size()});
  Params& object = parsed.as_object();
  if (const auto* id = object.if_contains("id")) {
    const auto known = calls_.find(id->to_number<std::uint64_t>());
    if (known != calls_.end()) known->second.answer = std::move(object);
    return;
  }
  if (string_in(object, "method") == "Inspector.targetCrashed") crashed(string_in(object, "sessionId"));
  const auto handler = handlers_.find(string_in(object, "sessionId"));
  if (handler == handlers_.end()) return;
  const auto* params = object.if_contains("params");
  const Handler called = handler->second;  // it may end its own listening
  called(string_in(object, "method"), params == nullptr ? Params() : params->as_object());
}

// Of what a page's process was asked it answers nothing any more.
void DevTools::crashed(std::string_view session) {
  for (auto& [id, call] : calls_)
    if (call.session == session && call.answer.empty()) call.answer = {{"error", {{"message", "the process of the page has crashed"}}}};
}

void DevTools::lost() {
  if (epitaph_.empty()) epitaph_ = process_->last_words();
  alive_ = false;
  throw BrowserError(epitaph_);
}

}  // namespace golive::testing
