#include "testing/validity.h"

#include <cmath>

#include "base/header_text.h"
#include "testing/element_text.h"
#include "testing/input_value.h"
#include "testing/text_formats.h"
#include "testing/utf16_length.h"

namespace golive::testing {
namespace {

bool is_within(InputType type, InputType first, InputType last) { return type >= first && type <= last; }

// 4.10.5: the table of which attribute applies to which type.
bool takes_required(InputType type) {
  return is_within(type, InputType::text, InputType::number) || is_within(type, InputType::checkbox, InputType::file);
}
bool takes_length(InputType type) { return is_within(type, InputType::text, InputType::password); }
bool takes_step(InputType type) { return is_within(type, InputType::date, InputType::range); }

bool is_missing_choice(const ControlState& state, Node select) {
  const std::vector<Node> chosen = state.selected_options(select);
  if (chosen.empty()) return true;
  if (select.attribute("multiple") || display_size(select) != 1 || chosen.size() > 1) return false;
  // "Placeholder label option"
  const Node first = options_of(select).front();
  return chosen.front() == first && first.parent() == select && option_value(first).empty();
}

bool is_value_missing(const ControlState& state, Node control) {
  if (is_input(control, InputType::radio)) {
    if (control.attribute("name").value_or("").empty()) return false;  // not by the standard, but in browsers
    bool required = false;
    for (const Node each : state.radio_group(control)) {
      if (state.checked(each)) return false;
      required = required || each.attribute("required").has_value();
    }
    return required;
  }
  if (!control.attribute("required")) return false;
  if (control.is_html(Tag::select)) return is_missing_choice(state, control);
  if (is_input(control, InputType::checkbox)) return !state.checked(control);
  if (control.is_html(Tag::input) && !takes_required(input_type(control))) return false;
  return state.value(control).empty();
}

template <class Fits>
bool each_address(std::string_view list, bool multiple, Fits&& fits) {
  while (multiple) {
    const std::size_t comma = list.find(',');
    if (comma == std::string_view::npos) break;
    if (!fits(list.substr(0, comma))) return false;
    list.remove_prefix(comma + 1);
  }
  return fits(list);
}

void check_text(Node input, InputType type, const std::string& value, Validity& found) {
  if (value.empty()) return;
  const bool multiple = type == InputType::email && input.attribute("multiple");
  if (type == InputType::email) found.type_mismatch = !each_address(value, multiple, is_email_address);
  if (type == InputType::url) found.type_mismatch = !is_absolute_url(value);
  if (const auto pattern = input.attribute("pattern"); pattern && takes_length(type))
    found.pattern_mismatch = !each_address(value, multiple, [&](std::string_view each) { return fits_pattern(each, *pattern); });
}

void check_length(Node control, const std::string& value, Validity& found) {
  const std::size_t length = utf16_length(value);
  const auto most = length_limit(control, "maxlength");
  const auto least = length_limit(control, "minlength");
  found.too_long = most && length > *most;
  found.too_short = least && length > 0 && length < *least;
}

// As Chromium does: what a number of single precision cannot tell apart is on the step.
bool is_off_step(double value, double base, double step, InputType type) {
  const double distance = std::abs(value - base);
  if (distance / std::pow(2, 53) > step) return false;
  const double rest = std::abs(distance - step * std::round(distance / step));
  const double error = type == InputType::number || type == InputType::range ? step / std::pow(2, 24) : 0;
  return rest > error && rest < step - error;
}

void check_range(Node input, InputType type, const std::string& value, Validity& found) {
  const auto number = as_number(type, value);
  if (!number) return;
  const NumberRules rules = number_rules(input, type);
  if (type == InputType::time && rules.min && rules.max && *rules.max < *rules.min) {  // 4.10.5.3.7, "reversed range": over midnight
    found.range_underflow = found.range_overflow = *number > *rules.max && *number < *rules.min;
  } else {
    found.range_underflow = rules.min && *number < *rules.min;
    found.range_overflow = rules.max && *number > *rules.max;
  }
  found.step_mismatch = rules.step && is_off_step(*number, rules.base, *rules.step, type);
}

std::string attribute_text(Node control, std::string_view name) {
  return std::string(name) + " " + std::string(control.attribute(name).value_or(""));
}

}  // namespace

bool will_validate(Node control) {
  if (!control || !control.is_element() || is_disabled(control) || closest_named(control.parent(), "datalist")) return false;
  if (control.is_html(Tag::button)) return is_submit_button(control);
  if (!is_control(control)) return false;
  if (control.attribute("readonly") && !control.is_html(Tag::select)) return false;
  if (!control.is_html(Tag::input)) return true;
  const InputType type = input_type(control);
  return type != InputType::hidden && type != InputType::image && type != InputType::reset && type != InputType::button;
}

Validity validity(const ControlState& state, Node control) {
  Validity found;
  if (!is_control(control)) return found;
  found.value_missing = is_value_missing(state, control);
  if (control.is_html(Tag::select)) return found;
  const std::string value = state.value(control);
  const bool is_textarea = control.is_html(Tag::textarea);
  const InputType type = is_textarea ? InputType::text : input_type(control);
  if (state.is_typed(control) && (is_textarea || takes_length(type))) check_length(control, value, found);
  if (is_textarea) return found;
  check_text(control, type, value, found);
  if (takes_step(type)) check_range(control, type, value, found);
  found.bad_input = state.has_bad_input(control);
  if (found.bad_input) found.value_missing = false;
  return found;
}

std::string why_invalid(const ControlState& state, Node control) {
  if (!will_validate(control)) return {};
  const Validity found = validity(state, control);
  if (found.valid()) return {};
  const std::string what = start_tag(control) + " ";
  const std::string value = "\"" + state.value(control) + "\"";
  if (found.value_missing)
    return what + (is_control(control) && can_be_ticked(control) ? "is required and not ticked" : "is required and empty");
  if (found.bad_input) return what + "holds what is no number";
  if (found.type_mismatch)
    return what + "holds " + value +
           (is_input(control, InputType::email) ? ", which is no email address" : ", which is no address with a scheme");
  if (found.pattern_mismatch) return what + "holds " + value + ", which does not fit its " + attribute_text(control, "pattern");
  if (found.too_long) return what + "holds " + value + ", longer than its " + attribute_text(control, "maxlength");
  if (found.too_short) return what + "holds " + value + ", shorter than its " + attribute_text(control, "minlength");
  if (found.range_underflow) return what + "holds " + value + ", less than its " + attribute_text(control, "min");
  if (found.range_overflow) return what + "holds " + value + ", more than its " + attribute_text(control, "max");
  const bool has_step = control.attribute("step").has_value();
  return what + "holds " + value + ", not on a step of " + (has_step ? "its " + attribute_text(control, "step") : "its type");
}

std::vector<Node> invalid_controls(const ControlState& state, Node form) {
  std::vector<Node> found = owned_elements(form);
  std::erase_if(found, [&](Node control) { return !will_validate(control) || validity(state, control).valid(); });
  return found;
}

}  // namespace golive::testing
