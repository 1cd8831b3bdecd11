#pragma once
// How values of the configuration are written: sizes, durations, lists. docs/configuration.md is the same in words.
#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "golive/duration.h"

namespace golive {

// A number of bytes, as opposed to any other number.
struct ByteCount {
  std::size_t* value;
};
// One of a few words; `value` is the enum behind it, counted as the words are.
struct ConfigChoice {
  std::uint8_t* value;
  std::span<const std::string_view> words;
};
// The same, where nothing may have been chosen: `chosen` and `value` are the optional's.
struct OptionalChoice {
  std::optional<std::uint8_t> (*get)(const void* object);
  void (*set)(void* object, std::uint8_t value);
  void* object;
  std::span<const std::string_view> words;
};

// A member of a Config, to be read and written.
using ConfigField = std::variant<bool*, int*, std::uint16_t*, std::size_t*, ByteCount, Duration*, std::string*, std::vector<int>*,
                                 std::vector<std::string>*, ConfigChoice, OptionalChoice>;

// Writes what `text` says into the field. The error says what to write instead; then the field is as before.
std::expected<void, std::string> parse_config_value(std::string_view text, const ConfigField& field);

// As parse_config_value reads it: "64 MiB", "30s", "true", "a, b".
std::string config_value_text(const ConfigField& field);

// For people: "a size", "a duration" ...
std::string_view config_kind(const ConfigField& field) noexcept;

// The number in a field as limits see it: itself, nanoseconds, or the length of a text; nullopt for what has none.
std::optional<std::int64_t> config_number(const ConfigField& field) noexcept;
// A limit as the field's values are written.
std::string config_limit_text(const ConfigField& field, std::int64_t limit);

}  // namespace golive
