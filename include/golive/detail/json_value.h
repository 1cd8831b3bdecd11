#pragma once
// A parsed JSON value, seen through a pointer: keeps the JSON library out of public headers.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

#include "golive/detail/api.h"

namespace golive::detail {

enum class JsonKind : std::uint8_t { absent, null, boolean, integer, unsigned_integer, number, string, array, object };

// Two words' worth of nothing to own: valid as long as its document.
class GOLIVE_API JsonValue {
 public:
  constexpr JsonValue() noexcept = default;
  constexpr explicit JsonValue(const void* node) noexcept : node_(node) {}

  JsonKind kind() const noexcept;
  bool is_absent() const noexcept { return node_ == nullptr; }
  bool is_null() const noexcept { return kind() == JsonKind::null; }

  // Each only for values of its kind.
  bool boolean() const noexcept;
  std::int64_t integer() const noexcept;            // integer
  std::uint64_t unsigned_integer() const noexcept;  // unsigned_integer: above INT64_MAX
  double number() const noexcept;
  std::string_view string() const noexcept;

  // Elements of an array or members of an object; 0 for others.
  std::size_t size() const noexcept;
  JsonValue element(std::size_t index) const noexcept;                              // array
  std::pair<std::string_view, JsonValue> member(std::size_t index) const noexcept;  // object, in the order of the text
  JsonValue find(std::string_view name) const noexcept;                             // absent if this is not an object or has none

 private:
  const void* node_ = nullptr;
};

// Owns a parsed text and its memory.
class GOLIVE_API JsonDocument {
 public:
  JsonDocument() noexcept;
  JsonDocument(JsonDocument&&) noexcept;
  JsonDocument& operator=(JsonDocument&&) noexcept;
  ~JsonDocument();

  // Once. At most 32 levels deep and 10,000 values. False: not JSON or over a limit; root() is absent.
  bool parse(std::string_view text);
  // `text` between brackets: the arguments of "add(-1,2)". Same limits.
  bool parse_list(std::string_view text);
  JsonValue root() const noexcept;

 private:
  struct Storage;
  std::unique_ptr<Storage> storage_;
};

}  // namespace golive::detail
