#include "live/event_payload.h"

#include <unordered_map>
#include <utility>
#include <vector>

#include "diff/json.h"
#include "live/urlencoded.h"
#include "protocol/json_scanner.h"
#include "protocol/phoenix_keys.h"
#include "protocol/wire_keys.h"

namespace golive::live {
namespace {

using protocol::FrameError;
using protocol::PhoenixEvent;

struct Field {
  std::string name;
  std::vector<std::string> values;

  bool is_array() const noexcept { return values.size() != 1 || name.ends_with("[]"); }
};

// In the order of their first value.
std::vector<Field> fields_of(std::string_view urlencoded) {
  std::vector<Field> fields;
  std::unordered_map<std::string, std::size_t> places;
  each_pair(urlencoded, [&](std::string name, std::string value) {
    const auto [place, added] = places.try_emplace(std::move(name), fields.size());
    if (added) fields.push_back({place->first, {}});
    fields[place->second].values.push_back(std::move(value));
    return true;
  });
  return fields;
}

void write_values(std::string& out, const Field& field) {
  if (!field.is_array()) return json::write_string(out, field.values[0]);
  for (std::size_t i = 0; i < field.values.size(); ++i) {
    out += i == 0 ? '[' : ',';
    json::write_string(out, field.values[i]);
  }
  out += ']';
}

std::string form_payload(std::string_view urlencoded, std::string_view target) {
  std::string json = "{";
  const auto next = [&](std::string_view name) {
    if (json.size() > 1) json += ',';
    json::write_string(json, name);
    json += ':';
  };
  for (const Field& field : fields_of(urlencoded)) {
    if (!target.empty() && field.name == phoenix::kTarget) continue;
    next(field.name);
    write_values(json, field);
  }
  if (!target.empty()) {
    next(phoenix::kTarget);
    json::write_string(json, target);
  }
  return json += '}';
}

}  // namespace

std::expected<std::string, FrameError> event_payload(const PhoenixEvent& event) {
  const char first = event.value.empty() ? 'n' : event.value[0];
  if (event.type == phoenix::kForm && first == '"') {
    std::string urlencoded;
    protocol::unescape(event.value.substr(1, event.value.size() - 2), urlencoded);
    if (count_pairs(urlencoded) > wire::kMaxValues) return std::unexpected(FrameError::too_many);
    return form_payload(urlencoded, event.target);
  }
  if (first == '{' || first == 'n') return std::string(event.value);
  std::string wrapped = "{\"value\":";
  return wrapped.append(event.value).append("}");
}

}  // namespace golive::live
