#include "golive/detail/json_value.h"

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/value.hpp>
#include <string>

#include "live/json_builder.h"
#include "live/lone_surrogates.h"

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

// The values of an ordinary event fit into the buffer, and each thread keeps one storage for the next document: no allocation an event.
struct JsonDocument::Storage {
  Storage() noexcept {}  // leaves the buffer as it is

  unsigned char buffer[1024];
  boost::json::monotonic_resource memory{buffer, sizeof buffer};
  boost::json::value root;
  std::string list;  // parse_list's text, between brackets

  static std::unique_ptr<Storage>& spare() noexcept {
    thread_local std::unique_ptr<Storage> kept;
    return kept;
  }
};

JsonDocument::JsonDocument() noexcept = default;
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;

JsonDocument& JsonDocument::operator=(JsonDocument&& other) noexcept {
  std::swap(storage_, other.storage_);
  return *this;
}

JsonDocument::~JsonDocument() {
  if (storage_ == nullptr || Storage::spare() != nullptr) return;
  std::destroy_at(&storage_->root);
  std::construct_at(&storage_->root);
  // Not release(): after that its next block would still be twice the last one, and so on with each long message.
  std::destroy_at(&storage_->memory);
  std::construct_at(&storage_->memory, storage_->buffer, sizeof storage_->buffer);
  Storage::spare() = std::move(storage_);
}

bool JsonDocument::parse(std::string_view text) {
  if (!within_value_limit(text)) return false;
  auto storage = std::move(Storage::spare());
  if (storage == nullptr) storage = std::make_unique<Storage>();
  boost::json::parse_options options;
  options.max_depth = kMostLevels;
  unsigned char scratch[512];
  boost::json::basic_parser<JsonBuilder> parser(options, &storage->memory, scratch, sizeof scratch);
  boost::system::error_code error;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
  if (error) {
    const auto repaired = live::without_lone_surrogates(text);
    return repaired && parse(*repaired);
  }
  if (read < text.size()) return false;
  std::destroy_at(&storage->root);
  std::construct_at(&storage->root, parser.handler().release());
  storage_ = std::move(storage);
  return true;
}

bool JsonDocument::parse_list(std::string_view text) {
  auto& spare = Storage::spare();
  if (spare == nullptr) spare = std::make_unique<Storage>();
  std::string list = std::move(spare->list);
  list.assign("[").append(text).append("]");
  const bool is_json = parse(list);
  if (storage_ != nullptr && list.capacity() <= sizeof storage_->buffer) storage_->list = std::move(list);
  return is_json;
}

JsonValue JsonDocument::root() const noexcept { return storage_ == nullptr ? JsonValue() : JsonValue(&storage_->root); }

}  // namespace golive::detail
