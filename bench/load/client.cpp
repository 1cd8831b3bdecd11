#include "client.h"

#include <charconv>
#include <utility>

namespace load {
namespace {

// A masked frame as browsers send it. The mask never changes: the server cannot tell.
std::string frame(int opcode, std::string_view payload) {
  constexpr unsigned char kMask[4] = {0x37, 0xfa, 0x21, 0x3d};
  std::string out(1, static_cast<char>(0x80 | opcode));
  if (payload.size() < 126) {
    out += static_cast<char>(0x80 | payload.size());
  } else {
    out += static_cast<char>(0x80 | 126);
    out += static_cast<char>(payload.size() >> 8);
    out += static_cast<char>(payload.size() & 0xff);
  }
  out.append(reinterpret_cast<const char*>(kMask), 4);
  for (std::size_t i = 0; i < payload.size(); ++i) out += static_cast<char>(payload[i] ^ kMask[i % 4]);
  return out;
}

std::string_view between(std::string_view text, std::string_view from, std::string_view to) {
  const std::size_t begin = text.find(from);
  if (begin == std::string_view::npos) return {};
  text.remove_prefix(begin + from.size());
  return text.substr(0, text.find(to));
}

// The integer at the beginning, which is cut off together with one character after it.
std::uint64_t take_number(std::string_view& text) {
  std::uint64_t number = 0;
  const char* end = std::from_chars(text.data(), text.data() + text.size(), number).ptr;
  text.remove_prefix(std::min(static_cast<std::size_t>(end - text.data()) + 1, text.size()));
  return number;
}

}  // namespace

std::string Client::page_request() {
  step_ = Step::page;
  in_.clear();
  return "GET " + options_.path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nAccept-Encoding: identity\r\n" + cookie_line_ +
         "\r\n";
}

std::string Client::handshake_request() {
  event_ = seq_ = 0;
  return upgrade_request();
}

std::string Client::return_request() { return upgrade_request(); }

std::string Client::upgrade_request() {
  step_ = Step::handshake;
  in_.clear();
  const std::string target = options_.protocol == Protocol::echo ? options_.path : "/live/websocket?vsn=golive1&view=" + view_;
  return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
         cookie_line_ + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
}

std::string Client::join_message() {
  step_ = Step::join;
  return frame(1, R"([0,"join",{"token":")" + token_ + R"(","url":")" + options_.path + R"(","seq":)" + std::to_string(seq_) +
                      R"(,"ack":)" + std::to_string(event_) + "},0]");
}

std::string Client::event_message() {
  event_ += 1;
  if (options_.protocol == Protocol::echo) return frame(1, std::string(options_.size, 'e'));
  return frame(1, '[' + std::to_string(event_) + ",\"" + options_.event + "\",null," + std::to_string(seq_) + ']');
}

std::string Client::leave_message() const { return frame(1, "[0,\"leave\",null," + std::to_string(seq_) + ']'); }

Client::Happening Client::next() {
  if (!failure_.empty()) return Happening::failed;
  return step_ == Step::page || step_ == Step::handshake ? next_response() : next_frame();
}

Client::Happening Client::next_response() {
  const std::size_t end = in_.find("\r\n\r\n");
  if (end == std::string::npos) return Happening::nothing;
  const std::string_view head = std::string_view(in_).substr(0, end + 2);
  if (step_ == Step::handshake) {
    if (!head.starts_with("HTTP/1.1 101 ")) return fail("the handshake is answered: " + std::string(head.substr(0, head.find('\r'))));
    in_.erase(0, end + 4);
    step_ = options_.protocol == Protocol::echo ? Step::ready : Step::join;
    return Happening::open;
  }
  if (!head.starts_with("HTTP/1.1 200 ")) return fail("the page is answered: " + std::string(head.substr(0, head.find('\r'))));
  keep_cookies(head);
  std::string_view length = between(head, "Content-Length: ", "\r\n");
  const std::size_t size = end + 4 + take_number(length);
  if (in_.size() < size) return Happening::nothing;
  if (options_.protocol == Protocol::golive && options_.mode != "get") read_page(in_);
  in_.erase(0, size);
  if (!failure_.empty()) return Happening::failed;
  return Happening::page;
}

void Client::keep_cookies(std::string_view head) {
  std::string pairs;
  for (;;) {
    const std::string_view pair = between(head, "\r\nSet-Cookie: ", "\r\n");
    if (pair.empty()) break;
    pairs.append(pairs.empty() ? "" : "; ").append(pair.substr(0, pair.find(';')));
    head.remove_prefix(static_cast<std::size_t>(pair.data() + pair.size() - head.data()));
  }
  if (!pairs.empty()) cookie_line_ = "Cookie: " + pairs + "\r\n";
}

void Client::read_page(std::string_view page) {
  const std::string_view root = between(page, "<div data-live-view=", ">");
  view_ = between(root, " id=\"", "\"");
  token_ = between(root, " data-token=\"", "\"");
  if (view_.empty() || token_.empty()) fail("the page has no live view");
}

Client::Happening Client::next_frame() {
  if (in_.size() < 2) return Happening::nothing;
  std::size_t size = static_cast<unsigned char>(in_[1]);
  std::size_t header = 2;
  if (size >= 126) {
    header += size == 126 ? 2 : 8;
    if (in_.size() < header) return Happening::nothing;
    size = 0;
    for (std::size_t i = 2; i < header; ++i) size = size << 8 | static_cast<unsigned char>(in_[i]);
  }
  if (in_.size() < header + size) return Happening::nothing;
  const int opcode = in_[0] & 0x0f;
  const std::string payload = in_.substr(header, size);
  in_.erase(0, header + size);
  if (opcode == 9) owed_ += frame(10, payload);
  if (opcode == 8) return fail("the server closes: " + payload.substr(std::min<std::size_t>(2, payload.size())));
  if (opcode != 1) return Happening::nothing;
  bytes_down_ += payload.size();
  return take_message(payload);
}

Client::Happening Client::take_message(std::string_view message) {
  if (options_.protocol == Protocol::echo) return Happening::answered;
  std::string_view rest = message.substr(1);
  const std::uint64_t seq = take_number(rest);
  const std::uint64_t ack = take_number(rest);
  const char kind = rest.size() > 1 ? rest[1] : ' ';
  if (seq > 0) seq_ = seq;
  if (kind == 'e' || kind == 'x') return fail("the server answers: " + std::string(message.substr(0, 200)));
  if (message.find("\"a\":1") != std::string_view::npos) owed_ += frame(1, R"([0,"ack",null,)" + std::to_string(seq_) + ']');
  if (step_ == Step::join) {
    step_ = Step::ready;
    return Happening::joined;
  }
  return event_ > 0 && ack == event_ ? Happening::answered : Happening::frame;
}

Client::Happening Client::fail(std::string_view what) {
  failure_ = what;
  return Happening::failed;
}

}  // namespace load
