#include "protocol/phoenix_event.h"

#include <algorithm>
#include <array>

#include "protocol/json_scanner.h"
#include "protocol/phoenix_keys.h"

namespace golive::protocol {
namespace {

// Reads an object, each member with member(name), and what stands behind it.
template <class Member>
bool read_object(JsonScanner& in, Member&& member) {
  if (!in.literal('{') || !in.enter()) return false;
  if (in.peek() == '}') return in.literal('}') && in.at_end();
  for (;;) {
    JsonScanner::String name;
    if (!in.string(name) || !in.literal(':') || !member(name)) return false;
    if (in.peek() != ',') return in.literal('}') && in.at_end();
    in.literal(',');
  }
}

bool text_member(JsonScanner& in, std::string& out) {
  JsonScanner::String string;
  if (!in.string(string)) return false;
  out.clear();
  unescape(string.raw, out);
  return true;
}

// Of `meta` only what names the control is of use; the rest is the client's own.
bool meta_member(JsonScanner& in, std::string& target) {
  std::string_view text;
  if (!in.value(text)) return false;
  if (!text.starts_with('{')) return true;
  JsonScanner inside(text);
  return read_object(inside, [&](const JsonScanner::String& name) {
    if (name.raw == phoenix::kTarget && inside.peek() == '"') return text_member(inside, target);
    return inside.value();
  });
}

}  // namespace

std::expected<PhoenixEvent, FrameError> read_phoenix_event(std::string_view payload) {
  JsonScanner in(payload);
  PhoenixEvent event;
  const bool sound = read_object(in, [&](const JsonScanner::String& name) {
    if (name.raw == phoenix::kType) return text_member(in, event.type);
    if (name.raw == phoenix::kEvent) return text_member(in, event.name);
    if (name.raw == phoenix::kValue) return in.value(event.value);
    if (name.raw == phoenix::kMeta) return meta_member(in, event.target);
    if (name.raw != phoenix::kComponent) return in.value();
    event.has_component = in.peek() != 'n';
    return in.value();
  });
  if (!sound || event.name.empty()) return std::unexpected(FrameError::not_a_frame);
  return event;
}

std::expected<NamedByValue, FrameError> read_named_by_value(std::string_view payload) {
  JsonScanner in(payload);
  NamedByValue named;
  const bool sound = read_object(in, [&](const JsonScanner::String& name) {
    if (name.raw == phoenix::kValue) return in.peek() == '"' && text_member(in, named.name);
    std::string_view value;
    if (!in.value(value)) return false;
    named.payload.append(named.payload.empty() ? "{\"" : ",\"").append(name.raw).append("\":").append(value);
    return true;
  });
  if (!sound || named.name.empty()) return std::unexpected(FrameError::not_a_frame);
  named.payload.append(named.payload.empty() ? "null" : "}");
  return named;
}

bool is_dom_type(std::string_view event) noexcept {
  static constexpr std::array<std::string_view, 8> kTypes{"click", "change", "input", "submit", "keydown", "keyup", "focus", "blur"};
  return std::ranges::find(kTypes, event) != kTypes.end();
}

}  // namespace golive::protocol
