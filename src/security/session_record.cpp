#include "security/session_record.h"

#include <algorithm>

#include "base/bytes.h"

namespace golive::security {
namespace {

constexpr std::uint8_t kFormat = 1;

auto place_of(SessionValues& values, std::string_view name) {
  return std::ranges::find(values, name, [](const auto& each) -> std::string_view { return each.first; });
}

}  // namespace

const std::string* SessionRecord::find(std::string_view name) const noexcept {
  for (const auto& [each, json] : values)
    if (each == name) return &json;
  return nullptr;
}

bool SessionRecord::set(std::string_view name, std::string json) {
  const auto place = place_of(values, name);
  if (place == values.end()) values.emplace_back(name, std::move(json));
  else if (place->second == json) return false;
  else place->second = std::move(json);
  return true;
}

bool SessionRecord::erase(std::string_view name) {
  const auto place = place_of(values, name);
  if (place == values.end()) return false;
  values.erase(place);
  return true;
}

void append_values(std::string& out, const SessionValues& values) {
  ByteWriter writer(out);
  for (const auto& [name, json] : values) {
    writer.number(static_cast<std::uint32_t>(name.size())).bytes(name);
    writer.number(static_cast<std::uint32_t>(json.size())).bytes(json);
  }
}

std::optional<SessionValues> read_values(std::string_view bytes) {
  ByteReader in(bytes);
  SessionValues values;
  while (!in.at_end()) {
    const std::string_view name = in.bytes(in.number<std::uint32_t>());
    const std::string_view json = in.bytes(in.number<std::uint32_t>());
    if (!in.ok()) return std::nullopt;
    values.emplace_back(name, json);
  }
  return values;
}

void append_record(std::string& out, const SessionRecord& record) {
  ByteWriter(out).number(kFormat).bytes(record.id).number(record.created).number(record.expires).number(record.version);
  append_values(out, record.values);
}

std::optional<SessionRecord> read_record(std::string_view bytes) {
  ByteReader in(bytes);
  SessionRecord record;
  if (in.number<std::uint8_t>() != kFormat) return std::nullopt;
  in.bytes(record.id);
  record.created = in.number<std::int64_t>();
  record.expires = in.number<std::int64_t>();
  record.version = in.number<std::uint64_t>();
  if (!in.ok()) return std::nullopt;
  auto values = read_values(in.rest());
  if (!values) return std::nullopt;
  record.values = std::move(*values);
  return record;
}

}  // namespace golive::security
