#include "panel/input.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "panel/format.h"

namespace golive::panel {
namespace {

using detail::JsonKind;
using detail::PanelInput;
using detail::PanelKind;
using Kind = detail::PanelValue::Kind;

// All JSON scalars as a control would have sent them.
std::optional<std::string> text_of(const detail::JsonValue& value) {
  switch (value.kind()) {
    case JsonKind::string:
      return std::string(value.string());
    case JsonKind::boolean:
      return value.boolean() ? "true" : "false";
    case JsonKind::integer:
      return std::to_string(value.integer());
    case JsonKind::unsigned_integer:
      return std::to_string(value.unsigned_integer());
    case JsonKind::number: {
      char digits[32];
      return std::string(digits, std::to_chars(digits, digits + sizeof digits, value.number()).ptr);
    }
    default:
      return std::nullopt;
  }
}

template <class T>
std::errc parse(std::string_view text, T& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end != text.data() + text.size() ? std::errc::invalid_argument : error;
}

std::string with_unit(const Node& node, double number, int decimals) {
  return number_text(number, decimals) + (node.options.unit.empty() ? "" : " " + std::string(node.options.unit));
}

std::string check_range(const Node& node, double number) {
  const FieldOptions& options = node.options;
  const int decimals = node.type->kind == PanelKind::fraction ? node.decimals : 0;
  if (number < options.min) return "must be at least " + with_unit(node, options.min, decimals);
  if (number > options.max) return "must be at most " + with_unit(node, options.max, decimals);
  return {};
}

std::string read_fraction(const Node& node, std::string_view text, PanelInput& input) {
  if (parse(text, input.fraction) != std::errc{} || !std::isfinite(input.fraction)) return "must be a number";
  if (std::abs(input.fraction) > node.type->fraction_limit) return "is too large a number";
  return check_range(node, input.fraction);
}

template <class T>
std::string read_integer(const Node& node, std::string_view text, T& out, T least, T most) {
  const std::errc error = parse(text, out);
  if (error == std::errc::invalid_argument) return "must be a whole number";
  if (error != std::errc{} || out < least || out > most) return "must be from " + std::to_string(least) + " to " + std::to_string(most);
  return check_range(node, static_cast<double>(out));
}

std::string read_choice(const Node& node, std::string_view text, PanelInput& input) {
  const bool known = parse(text, input.whole) == std::errc{} &&
                     std::ranges::find(node.choices, input.whole, &detail::PanelChoice::value) != node.choices.end();
  return known ? "" : "must be one of the choices";
}

std::string read_text(const Node& node, std::string text, PanelInput& input) {
  if (text.size() > node.type->text_most) return "must be at most " + std::to_string(node.type->text_most) + " bytes long";
  if (text.find('\0') != std::string::npos) return "must not hold a NUL";
  input.text = std::move(text);
  return {};
}

std::string read_kind(const Node& node, std::string text, PanelInput& input) {
  switch (node.type->kind) {
    case PanelKind::fraction:
      input.kind = Kind::fraction;
      return read_fraction(node, text, input);
    case PanelKind::whole:
      input.kind = Kind::whole;
      return read_integer(node, text, input.whole, node.type->whole_least, node.type->whole_most);
    case PanelKind::natural:
      input.kind = Kind::natural;
      if (text.starts_with('-')) return "must be from 0 to " + std::to_string(node.type->natural_most);
      return read_integer(node, text, input.natural, std::uint64_t{0}, node.type->natural_most);
    case PanelKind::boolean:
      input.kind = Kind::boolean;
      input.boolean = text == "true";
      return text == "true" || text == "false" ? "" : "must be yes or no";
    case PanelKind::choice:
      input.kind = Kind::choice;
      return read_choice(node, text, input);
    case PanelKind::text:
      input.kind = Kind::text;
      return read_text(node, std::move(text), input);
    default:
      return "cannot be written";
  }
}

}  // namespace

std::string read_input(const Node& node, const Payload& payload, PanelInput& input) {
  const detail::JsonValue root = payload.root();
  auto text = text_of(root.kind() == JsonKind::object ? root.find("value") : root);
  if (!text) return "must be a value";
  return read_kind(node, std::move(*text), input);
}

std::string control_text(const PanelInput& input) {
  detail::PanelValue value;
  value.kind = input.kind;
  value.text = input.text;
  if (input.kind == Kind::fraction) value.fraction = input.fraction;
  else if (input.kind == Kind::natural) value.natural = input.natural;
  else if (input.kind == Kind::boolean) value.boolean = input.boolean;
  else value.whole = input.whole;
  return control_text(value);
}

}  // namespace golive::panel
