#include "golive/detail/json_value.h"

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/stream_parser.hpp>
#include <boost/json/value.hpp>

namespace golive::detail {

namespace {

constexpr std::size_t kMostLevels = 32;
constexpr std::size_t kMostValues = 10'000;

const boost::json::value& node_of(const void* node) noexcept { return *static_cast<const boost::json::value*>(node); }

// Counts what separates values, outside strings: an upper bound of the values, before memory is spent on them.
bool within_value_limit(std::string_view text) noexcept {
  std::size_t values = 1;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') in_string = !in_string;
    else if (in_string) i += c == '\\' ? 1 : 0;
    else if (c == ',' || c == '[' || c == '{') ++values;
  }
  return values <= kMostValues;
}

}  // namespace

JsonKind JsonValue::kind() const noexcept {
  if (node_ == nullptr) return JsonKind::absent;
  switch (node_of(node_).kind()) {
    case boost::json::kind::null:
      return JsonKind::null;
    case boost::json::kind::bool_:
      return JsonKind::boolean;
    case boost::json::kind::int64:
      return JsonKind::integer;
    case boost::json::kind::uint64:
      return JsonKind::unsigned_integer;
    case boost::json::kind::double_:
      return JsonKind::number;
    case boost::json::kind::string:
      return JsonKind::string;
    case boost::json::kind::array:
      return JsonKind::array;
    case boost::json::kind::object:
      return JsonKind::object;
  }
  return JsonKind::absent;
}

bool JsonValue::boolean() const noexcept { return *node_of(node_).if_bool(); }
std::int64_t JsonValue::integer() const noexcept { return *node_of(node_).if_int64(); }
std::uint64_t JsonValue::unsigned_integer() const noexcept { return *node_of(node_).if_uint64(); }
double JsonValue::number() const noexcept { return *node_of(node_).if_double(); }

std::string_view JsonValue::string() const noexcept {
  const auto& text = *node_of(node_).if_string();
  return {text.data(), text.size()};
}

std::size_t JsonValue::size() const noexcept {
  if (node_ == nullptr) return 0;
  if (const auto* array = node_of(node_).if_array()) return array->size();
  if (const auto* object = node_of(node_).if_object()) return object->size();
  return 0;
}

JsonValue JsonValue::element(std::size_t index) const noexcept { return JsonValue(&(*node_of(node_).if_array())[index]); }

std::pair<std::string_view, JsonValue> JsonValue::member(std::size_t index) const noexcept {
  const auto& member = node_of(node_).if_object()->begin()[index];
  return {{member.key().data(), member.key().size()}, JsonValue(&member.value())};
}

JsonValue JsonValue::find(std::string_view name) const noexcept {
  if (node_ == nullptr) return {};
  const auto* object = node_of(node_).if_object();
  return object == nullptr ? JsonValue() : JsonValue(object->if_contains({name.data(), name.size()}));
}

// The values of an ordinary event fit into the buffer: one allocation a payload.
struct JsonDocument::Storage {
  unsigned char buffer[1024];
  boost::json::monotonic_resource memory{buffer, sizeof buffer};
  boost::json::value root;
};

JsonDocument::JsonDocument() noexcept = default;
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

bool JsonDocument::parse(std::string_view text) { return parse({}, text, {}); }
bool JsonDocument::parse_list(std::string_view text) { return parse("[", text, "]"); }

bool JsonDocument::parse(std::string_view before, std::string_view text, std::string_view after) {
  storage_.reset();
  if (!within_value_limit(text)) return false;
  auto storage = std::make_unique<Storage>();
  boost::json::parse_options options;
  options.max_depth = kMostLevels;
  unsigned char scratch[512];
  boost::json::stream_parser parser({}, options, scratch);
  parser.reset(&storage->memory);
  boost::system::error_code error;
  for (const std::string_view part : {before, text, after}) {
    if (!part.empty() && !error) parser.write(part.data(), part.size(), error);
  }
  if (!error) parser.finish(error);
  if (error) return false;
  std::construct_at(&storage->root, parser.release());
  storage_ = std::move(storage);
  return true;
}

JsonValue JsonDocument::root() const noexcept { return storage_ == nullptr ? JsonValue() : JsonValue(&storage_->root); }

}  // namespace golive::detail
