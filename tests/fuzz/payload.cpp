// A payload into every kind of value that golive reads.
#include "golive/payload.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "fuzz/sound_json.h"
#include "fuzz/target.h"
#include "golive/detail/json_write.h"

namespace golive::fuzz {
namespace {

enum class Side : std::uint8_t { buy, sell = 3 };
struct Inner {
  std::string city;
  std::optional<int> floor;
  bool gift = false;
  bool operator==(const Inner&) const = default;
};
struct Order {
  std::int8_t tiny = 0;
  std::uint8_t byte = 0;
  std::int32_t whole = 0;
  std::uint64_t large = 0;
  double real = 0;
  float small = 0;
  bool flag = false;
  char letter = 'x';
  Side side = Side::buy;
  std::string text;
  Inner inner;
  std::vector<int> list;
  std::array<std::int16_t, 2> pair{};
  std::set<std::string> tags;
  std::map<std::string, Inner> map;
  std::optional<Side> maybe;
  bool operator==(const Order&) const = default;
};

// What was read is written and read again as the same.
template <class T>
void read(const Payload& payload) {
  const auto value = payload.as<T>();
  if (!value) {
    const DecodeError& error = value.error();
    require(!error.expected.empty() && !error.got.empty() && !error.text().empty(), "a refusal says what was expected and what came");
    return require(error.got.size() <= 300, "and not all of what came");
  }
  std::string json;
  detail::write_json(json, *value);
  const auto again = Payload(json).as<T>();
  require(again && *again == *value, "a value reads as it is written");
}

void check_names(Side side) { require(side == Side::buy || side == Side::sell, "an enum is one of its names"); }

void check(const Order& order) {
  check_names(order.side);
  if (order.maybe) check_names(*order.maybe);
  require(__builtin_isfinite(order.real) && __builtin_isfinite(order.small), "numbers are finite");
}

void payload(std::string_view input) {
  const Payload payload(input);
  const bool is_read = !payload.root().is_absent();
  require(!is_read || is_json(input) || has_surrogates(input), "what is read is JSON");
  require(is_read || !is_json(input) || input.size() > 33, "short JSON is read");
  detail::JsonDocument list;
  if (list.parse_list(input))
    require(list.root().kind() == detail::JsonKind::array && (has_surrogates(input) || is_json("[" + std::string(input) + "]")),
            "arguments are a list");
  read<Order>(payload);
  read<Inner>(payload);
  read<std::int8_t>(payload);
  read<std::uint64_t>(payload);
  read<double>(payload);
  read<Side>(payload);
  read<std::string>(payload);
  read<std::vector<std::vector<bool>>>(payload);
  read<std::array<char, 2>>(payload);
  read<std::map<std::string, std::optional<std::string>>>(payload);
  if (const auto order = payload.as<Order>()) check(*order);
  payload.for_each([&](std::string_view name, std::string_view) { require(payload.has(name), "a member has a name"); });
  require(payload.get<std::string>("text").has_value() <= payload.has("text"), "what is absent is empty");
}

const Registration registered({"payload",
                               "src/live/payload.cpp src/live/json_value.cpp src/live/lone_surrogates.cpp src/live/whole_text.cpp "
                               "include/golive/detail/payload_decode.h include/golive/detail/payload_scalar.h",
                               payload});

}  // namespace
}  // namespace golive::fuzz
