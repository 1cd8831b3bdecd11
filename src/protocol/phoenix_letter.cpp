#include "protocol/phoenix_letter.h"

#include <cstring>

#include "diff/json.h"
#include "protocol/phoenix_keys.h"

namespace golive::protocol {
namespace {

using Item = Letter::Item;

struct Head {
  std::uint64_t ack;
  std::uint32_t tree;  // bytes of it, behind the head
  bool is_redirect;
};

struct ItemHead {
  std::uint64_t event_id;
  std::uint32_t size;  // of its JSON, behind the head
  Item kind;
};

template <class T>
void append(std::string& out, const T& head) {
  out.append(reinterpret_cast<const char*>(&head), sizeof head);
}

template <class T>
T take_head(std::string_view& rest) noexcept {
  T head;
  std::memcpy(&head, rest.data(), sizeof head);
  rest.remove_prefix(sizeof head);
  return head;
}

void write_member(std::string& out, std::string_view name, std::string_view text) {
  out.append("\"").append(name).append("\":");
  json::write_string(out, text);
}

// The tree ends where the first item begins, or the letter.
void close_tree(Frame& frame) {
  if (frame.has_members) return;
  frame.has_members = true;
  const auto size = static_cast<std::uint32_t>(frame.out.size() - frame.payload_at);
  std::memcpy(frame.out.data() + frame.payload_at - sizeof(Head) + offsetof(Head, tree), &size, sizeof size);
}

// Writes an item with write(out).
template <class Write>
void add(std::string& out, Item kind, std::uint64_t event_id, Write&& write) {
  const std::size_t begin = out.size();
  append(out, ItemHead{event_id, 0, kind});
  write(out);
  const auto size = static_cast<std::uint32_t>(out.size() - begin - sizeof(ItemHead));
  std::memcpy(out.data() + begin + offsetof(ItemHead, size), &size, sizeof size);
}

}  // namespace

void PhoenixLetters::begin(Frame& frame, FrameKind kind) const {
  append(frame.out, Head{frame.head.ack, 0, false});
  frame.kind = kind;
  frame.payload_at = frame.out.size();
}

void PhoenixLetters::change_kind(Frame& frame, FrameKind kind) const {
  if (kind == FrameKind::reply) frame.out.resize(frame.payload_at);
  frame.kind = kind;
}

void PhoenixLetters::add_templates(Frame&, diff::Templates&) const {}

void PhoenixLetters::add_reply(Frame& frame, std::uint64_t event_id, std::string_view json) const {
  close_tree(frame);
  add(frame.out, Item::reply, event_id, [&](std::string& out) { out += json; });
}

void PhoenixLetters::add_refusal(Frame& frame, std::uint64_t event_id, std::string_view code, std::string_view message) const {
  close_tree(frame);
  add(frame.out, Item::refusal, event_id, [&](std::string& out) {
    out += '{';
    write_member(out, phoenix::kReason, code);
    out += ',';
    write_member(out, phoenix::kMessage, message);
    out += '}';
  });
}

void PhoenixLetters::add_page_event(Frame& frame, std::string_view name, std::string_view payload_json) const {
  close_tree(frame);
  add(frame.out, Item::page_event, 0, [&](std::string& out) {
    out += '[';
    json::write_string(out, name);
    out.append(",").append(payload_json).append("]");
  });
}

void PhoenixLetters::add_session(Frame& frame, std::string_view sealed) const {
  std::string payload = "{";
  write_member(payload, phoenix::kSession, sealed);
  payload += '}';
  add_page_event(frame, phoenix::kSessionEvent, payload);
}

// Nobody confirms: a view asks only where frames are counted.
void PhoenixLetters::ask_ack(Frame&) const {}

void PhoenixLetters::end(Frame& frame) const { close_tree(frame); }

void PhoenixLetters::encode_navigate(std::string& out, const FrameHead& head, std::string_view url, bool replace,
                                     std::string_view session) const {
  append(out, Head{head.ack, 0, true});
  add(out, Item::redirect, 0, [&](std::string& into) {
    into += '{';
    write_member(into, phoenix::kTo, url);
    if (replace) into.append(R"(,"kind":"replace")");
    if (!session.empty()) {
      into += ',';
      write_member(into, phoenix::kSession, session);
    }
    into += '}';
  });
}

const PhoenixLetters& phoenix_letters() noexcept {
  static constexpr PhoenixLetters letters;
  return letters;
}

Letter::Letter(std::string_view text) noexcept {
  const Head head = take_head<Head>(text);
  ack_ = head.ack;
  is_redirect_ = head.is_redirect;
  tree_ = text.substr(0, head.tree);
  items_ = text.substr(head.tree);
}

Letter::Entry Letter::take(std::string_view& rest) noexcept {
  const ItemHead head = take_head<ItemHead>(rest);
  const std::string_view json = rest.substr(0, head.size);
  rest.remove_prefix(head.size);
  return {head.kind, head.event_id, json};
}

std::string_view Letter::find(Item kind, std::uint64_t event_id) const noexcept {
  std::string_view rest = items_;
  while (!rest.empty())
    if (const Entry entry = take(rest); entry.kind == kind && entry.event_id == event_id) return entry.json;
  return {};
}

}  // namespace golive::protocol
