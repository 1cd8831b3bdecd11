#include "app/config_text.h"

#include <charconv>
#include <limits>
#include <type_traits>
#include <utility>

namespace golive {
namespace {

using Parsed = std::expected<void, std::string>;

struct Unit {
  std::string_view name;
  std::int64_t size;
};
// The first of those that divide a value without rest is the one it is written with.
constexpr Unit kSizes[] = {{"GiB", 1 << 30}, {"GB", 1'000'000'000}, {"MiB", 1 << 20}, {"MB", 1'000'000}, {"KiB", 1 << 10},
                           {"KB", 1'000},    {"kB", 1'000},         {"bytes", 1},     {"B", 1}};
constexpr Unit kTimes[] = {{"d", 86'400'000'000'000},
                           {"h", 3'600'000'000'000},
                           {"min", 60'000'000'000},
                           {"s", 1'000'000'000},
                           {"ms", 1'000'000},
                           {"us", 1'000},
                           {"ns", 1}};

bool is_space(char c) noexcept { return c == ' ' || c == '\t'; }

std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// A whole number and what follows it.
std::optional<std::int64_t> read_number(std::string_view& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

std::optional<std::int64_t> read_with_unit(std::string_view text, std::span<const Unit> units, bool bare) {
  const auto number = read_number(text);
  const std::string_view name = trimmed(text);
  if (!number || (name.empty() && bare)) return number;
  for (const Unit& unit : units) {
    std::int64_t product = 0;
    if (unit.name == name) return __builtin_mul_overflow(*number, unit.size, &product) ? std::nullopt : std::optional(product);
  }
  return std::nullopt;
}

std::string with_unit(std::int64_t value, std::span<const Unit> units, std::string_view between) {
  for (const Unit& unit : units) {
    if (value == 0 || value % unit.size != 0) continue;
    return std::to_string(value / unit.size).append(between).append(unit.name);
  }
  return "0";
}
std::string duration_text(std::int64_t value) { return value == 0 ? "0s" : with_unit(value, kTimes, ""); }
// Powers of two only, and no unit for what is none of them: "100000" is read more easily than "100 KB" is.
std::string size_text(std::int64_t value) {
  constexpr Unit kWritten[] = {kSizes[0], kSizes[2], kSizes[4], {"bytes", 1}};
  return with_unit(value, kWritten, " ");
}

template <class Integer>
Parsed parse_integer(std::string_view text, Integer& value) {
  const auto number = read_number(text);
  if (!number || !text.empty()) return std::unexpected("not a whole number");
  if (*number < 0 && std::is_unsigned_v<Integer>) return std::unexpected("less than none");
  if (!std::in_range<Integer>(*number)) return std::unexpected("too large a number");
  value = static_cast<Integer>(*number);
  return {};
}

std::vector<std::string> words_of(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('[') && text.ends_with(']')) text = trimmed(text.substr(1, text.size() - 2));
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    words.emplace_back(trimmed(text.substr(0, comma)));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return words;
}

std::string listed(std::span<const std::string_view> words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) text.append(i == 0 ? "" : i + 1 == words.size() ? " or " : ", ").append(words[i]);
  return text;
}

std::expected<std::uint8_t, std::string> parse_choice(std::string_view text, std::span<const std::string_view> words) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i] == text) return static_cast<std::uint8_t>(i);
  return std::unexpected("not one of its words   write " + listed(words));
}

struct Parse {
  std::string_view text;

  Parsed operator()(bool* value) const {
    if (text != "true" && text != "false") return std::unexpected("neither true nor false");
    *value = text == "true";
    return {};
  }
  template <class Integer>
  requires std::is_integral_v<Integer> Parsed operator()(Integer* value) const { return parse_integer(text, *value); }
  Parsed operator()(ByteCount size) const {
    const auto bytes = read_with_unit(text, kSizes, true);
    if (!bytes) return std::unexpected("not a size   write bytes, or a whole number with KB, MB, GB, KiB, MiB or GiB, like 64 MiB");
    if (*bytes < 0) return std::unexpected("less than none");
    *size.value = static_cast<std::size_t>(*bytes);
    return {};
  }
  Parsed operator()(Duration* value) const {
    const auto time = read_with_unit(text, kTimes, false);
    if (!time) return std::unexpected("not a duration   write a whole number with ns, us, ms, s, min, h or d, like 250ms or 2h");
    *value = Duration(*time);
    return {};
  }
  Parsed operator()(std::string* value) const {
    *value = text;
    return {};
  }
  Parsed operator()(std::vector<std::string>* value) const {
    *value = words_of(text);
    return {};
  }
  Parsed operator()(std::vector<int>* value) const {
    std::vector<int> numbers;
    for (const std::string& word : words_of(text)) {
      if (auto read = parse_integer(word, numbers.emplace_back()); !read)
        return std::unexpected("not a list of whole numbers   write them with commas between, like 0, 2");
    }
    *value = std::move(numbers);
    return {};
  }
  Parsed operator()(const ConfigChoice& choice) const {
    const auto chosen = parse_choice(text, choice.words);
    if (!chosen) return std::unexpected(chosen.error());
    *choice.value = *chosen;
    return {};
  }
  Parsed operator()(const OptionalChoice& choice) const {
    const auto chosen = parse_choice(text, choice.words);
    if (!chosen) return std::unexpected(chosen.error());
    choice.set(choice.object, *chosen);
    return {};
  }
};

struct Write {
  std::string operator()(const bool* value) const { return *value ? "true" : "false"; }
  template <class Integer>
  requires std::is_integral_v<Integer> std::string operator()(const Integer* value) const { return std::to_string(*value); }
  std::string operator()(ByteCount size) const { return size_text(static_cast<std::int64_t>(*size.value)); }
  std::string operator()(const Duration* value) const { return duration_text(value->count()); }
  std::string operator()(const std::string* value) const { return *value; }
  std::string operator()(const std::vector<std::string>* value) const {
    std::string text;
    for (const std::string& word : *value) text.append(text.empty() ? "" : ", ").append(word);
    return text;
  }
  std::string operator()(const std::vector<int>* value) const {
    std::string text;
    for (const int number : *value) text.append(text.empty() ? "" : ", ").append(std::to_string(number));
    return text;
  }
  std::string operator()(const ConfigChoice& choice) const {
    return *choice.value < choice.words.size() ? std::string(choice.words[*choice.value]) : "?";
  }
  std::string operator()(const OptionalChoice& choice) const {
    const auto chosen = choice.get(choice.object);
    return chosen && *chosen < choice.words.size() ? std::string(choice.words[*chosen]) : "";
  }
};

}  // namespace

std::expected<void, std::string> parse_config_value(std::string_view text, const ConfigField& field) {
  return std::visit(Parse{trimmed(text)}, field);
}

std::string config_value_text(const ConfigField& field) { return std::visit(Write{}, field); }

std::string_view config_kind(const ConfigField& field) noexcept {
  constexpr std::string_view kKinds[] = {"true or false", "a number",          "a number",        "a number", "a size", "a duration",
                                         "a text",        "a list of numbers", "a list of texts", "a word",   "a word"};
  static_assert(std::size(kKinds) == std::variant_size_v<ConfigField>);
  return kKinds[field.index()];
}

std::optional<std::int64_t> config_number(const ConfigField& field) noexcept {
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  if (const auto* const number = std::get_if<int*>(&field)) return **number;
  if (const auto* const port = std::get_if<std::uint16_t*>(&field)) return **port;
  if (const auto* const count = std::get_if<std::size_t*>(&field)) return static_cast<std::int64_t>(std::min<std::size_t>(**count, kMost));
  if (const auto* const size = std::get_if<ByteCount>(&field)) return static_cast<std::int64_t>(std::min<std::size_t>(*size->value, kMost));
  if (const auto* const time = std::get_if<Duration*>(&field)) return (*time)->count();
  if (const auto* const text = std::get_if<std::string*>(&field)) return static_cast<std::int64_t>((*text)->size());
  return std::nullopt;
}

std::string config_limit_text(const ConfigField& field, std::int64_t limit) {
  if (std::holds_alternative<ByteCount>(field)) return size_text(limit);
  if (std::holds_alternative<Duration*>(field)) return duration_text(limit);
  return std::to_string(limit);
}

}  // namespace golive
