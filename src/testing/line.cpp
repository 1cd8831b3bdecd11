#include "testing/line.h"

#include "protocol/close_code.h"

#include <algorithm>
#include <utility>

namespace golive::testing {

void Line::send(std::string_view text, std::int64_t now_ns) {
  if (lost_) return;
  if (up_.empty() && weather_.is_calm(now_ns)) return socket_.send(text);
  last_up_ns_ = weather_.arrival_ns(now_ns, last_up_ns_, text.size());
  up_.push_back({std::string(text), last_up_ns_});
}

bool Line::is_due(const std::deque<Message>& messages, std::int64_t now_ns) const noexcept {
  return !messages.empty() && std::max(messages.front().due_ns, weather_.parted_until_ns()) <= now_ns;
}

bool Line::bring_up(std::int64_t now_ns) {
  bool any = false;
  while (is_due(up_, now_ns)) {
    any = true;
    const std::string text = std::move(up_.front().text);
    up_.pop_front();
    if (const auto part = weather_.cut_within(SocketClient::frame_bytes(text))) {
      socket_.send_part(text, *part);
      cut();
      return true;
    }
    switch (weather_.fate()) {
      case Weather::Fate::is_cut:
        socket_.send_part(text, SocketClient::frame_bytes(text) / 2);
        [[fallthrough]];
      case Weather::Fate::is_dropped:
        cut();
        return true;
      case Weather::Fate::comes_twice:
        socket_.send(text);
        [[fallthrough]];
      default:
        socket_.send(text);
    }
  }
  return any;
}

void Line::take_in(std::int64_t now_ns) {
  std::string text;
  while (socket_.receive(text)) {
    last_down_ns_ = weather_.arrival_ns(now_ns, last_down_ns_, text.size());
    down_.push_back({std::move(text), last_down_ns_});
  }
}

bool Line::receive(std::string& text, std::int64_t now_ns) {
  if (lost_) return false;
  if (again_) {
    text = *std::exchange(again_, std::nullopt);
    return true;
  }
  if (down_.empty() && weather_.is_calm(now_ns)) return socket_.receive(text);
  take_in(now_ns);
  if (!is_due(down_, now_ns)) return false;
  const Weather::Fate fate = weather_.fate();
  const bool ends = fate == Weather::Fate::is_cut || fate == Weather::Fate::is_dropped;
  if (ends || !weather_.lets_through(down_.front().text.size())) return cut(), false;
  if (fate == Weather::Fate::is_swapped && down_.size() > 1) std::swap(down_[0].text, down_[1].text);
  text = std::move(down_.front().text);
  down_.pop_front();
  if (fate == Weather::Fate::comes_twice) again_ = text;
  return true;
}

std::optional<std::uint16_t> Line::closed() const noexcept {
  if (lost_) return CloseCode::abnormal;
  return down_.empty() && !again_ ? socket_.closed() : std::nullopt;
}

void Line::cut() noexcept {
  socket_.cut();
  up_.clear();
  down_.clear();
  again_.reset();
  lost_ = true;
}

std::int64_t Line::next_due_ns() const noexcept {
  std::int64_t due = kNever;
  for (const auto* messages : {&up_, &down_})
    if (!messages->empty()) due = std::min(due, std::max(messages->front().due_ns, weather_.parted_until_ns()));
  return due;
}

}  // namespace golive::testing
