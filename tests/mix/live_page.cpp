#include "mix/live_page.h"

#include <charconv>
#include <utility>

#include "mix/http_client.h"
#include "unit/transport/client_messages.h"

namespace mix {
namespace {

std::string attribute(std::string_view tag, std::string_view name) {
  const std::string start = std::string(name) + "=\"";
  const auto from = tag.find(start);
  if (from == tag.npos) throw WrongAnswer("the root element has no " + std::string(name) + ": " + std::string(tag));
  const auto value = from + start.size();
  return std::string(tag.substr(value, tag.find('"', value) - value));
}

std::uint64_t take_number(std::string_view& text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc()) throw WrongAnswer("a number is missing in a frame: " + std::string(text.substr(0, 80)));
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

void take(std::string_view& text, std::string_view expected) {
  if (!text.starts_with(expected)) throw WrongAnswer("not a frame of the protocol: " + std::string(text.substr(0, 80)));
  text.remove_prefix(expected.size());
}

}  // namespace

Root root_of(std::string_view html) {
  const auto from = html.find("<div data-live-view=");
  if (from == html.npos) throw WrongAnswer("the page has no live view: " + std::string(html.substr(0, 200)));
  const std::string_view tag = html.substr(from, html.find('>', from) - from);
  return {attribute(tag, "data-live-view"), attribute(tag, "id"), attribute(tag, "data-token")};
}

bool Frame::shows(long long number) const {
  const std::string value = "\":" + std::to_string(number);
  for (auto at = payload.find(value); at != payload.npos; at = payload.find(value, at + 1)) {
    const char after = at + value.size() < payload.size() ? payload[at + value.size()] : '\0';
    if (after == ',' || after == '}') return true;
  }
  return false;
}

Frame frame_of(std::string_view text) {
  Frame frame;
  take(text, "[");
  frame.seq = take_number(text);
  take(text, ",");
  frame.ack = take_number(text);
  take(text, ",\"");
  if (text.size() < 4 || !text.ends_with("]")) throw WrongAnswer("a frame without an end");
  frame.kind = text[0];
  text.remove_prefix(1);
  take(text, "\",");
  frame.payload = text.substr(0, text.size() - 1);
  return frame;
}

Root load(Place place, std::string_view path) {
  HttpClient client(place);
  const Answer answer = client.get(path);
  if (answer.status != 200) throw WrongAnswer("status " + std::to_string(answer.status) + " for " + std::string(path));
  Root root = root_of(answer.body);
  root.cookies = client.cookies();
  return root;
}

LivePage::LivePage(Place place, std::string path, Random& random, int receive_buffer)
    : LivePage(place, path, load(place, path), random, receive_buffer) {}

LivePage::LivePage(Place place, std::string path, Root root, Random& random, int receive_buffer)
    : path_(std::move(path)),
      root_(std::move(root)),
      socket_(std::make_unique<WebSocketClient>(place, socket_target(), random, receive_buffer, root_.cookies)) {
  const Frame frame = join();
  if (frame.kind != 'f' && frame.kind != 's')
    throw WrongAnswer(std::string("a join was answered by kind ") + frame.kind + " " + frame.payload);
}

Frame LivePage::come_back(Place place, Random& random) {
  socket_ = std::make_unique<WebSocketClient>(place, socket_target(), random, 0, root_.cookies);
  return join();
}

Frame LivePage::join() {
  socket_->send(golive::test::join_message(path_, root_.token, seq_, acked_));
  return next();
}

std::uint64_t LivePage::event(std::string_view name, std::string_view payload) {
  repeat(++sent_, name, payload);
  return sent_;
}

void LivePage::repeat(std::uint64_t id, std::string_view name, std::string_view payload) {
  std::string message = "[" + std::to_string(id) + ",\"";
  message.append(name).append("\",").append(payload).append(",").append(std::to_string(seq_)).append("]");
  if (!socket_->send(message)) throw WrongAnswer("the server closed a healthy connection");
}

Frame LivePage::next() {
  const auto message = socket_->receive();
  if (!message) throw WrongAnswer("the connection ended while an answer was due");
  if (message->opcode == Opcode::close)
    throw WrongAnswer("closed with " + std::to_string(close_code(*message)) + " while an answer was due");
  Frame frame = frame_of(message->payload);
  if (frame.kind == 'x') throw WrongAnswer("told to reload: " + frame.payload);
  if (frame.seq == 0) return frame;                           // outside the numbering: a pong, an error
  const bool whole = frame.kind == 'f' || frame.kind == 's';  // stands by itself
  if (frame.seq != seq_ + 1 && !whole) throw WrongAnswer("frame " + std::to_string(frame.seq) + " after frame " + std::to_string(seq_));
  seq_ = frame.seq;
  if (frame.ack > sent_) throw WrongAnswer("an answer to event " + std::to_string(frame.ack) + ", which was never sent");
  if (frame.ack < acked_) throw WrongAnswer("ack went back from " + std::to_string(acked_) + " to " + std::to_string(frame.ack));
  acked_ = frame.ack;
  if (frame.payload.find("\"a\":1") != std::string::npos) socket_->send("[0,\"ack\",null," + std::to_string(seq_) + "]");
  return frame;
}

Frame LivePage::answer(std::uint64_t id) {
  Frame frame;
  do frame = next();
  while (frame.ack < id);
  return frame;
}

}  // namespace mix
