#pragma once
// What HTML says of form controls by markup alone: kinds, owners, labels, options and what disables them. Section numbers are those of the
// HTML Standard.
//
// A control that its form does not contain, because the parser closed the form before it (a form between the rows of a table), has no owner
// here; a parser's own association of the two is not kept.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "testing/dom.h"

namespace golive::testing {

enum class InputType : std::uint8_t {
  hidden,
  text,
  search,
  tel,
  url,
  email,
  password,
  date,
  month,
  week,
  time,
  datetime_local,
  number,
  range,
  color,
  checkbox,
  radio,
  file,
  submit,
  image,
  reset,
  button
};

// An element of HTML with this name.
bool is_named(Node node, std::string_view name);

template <class Predicate>
Node closest(Node node, Predicate&& fits) {
  while (node && !(node.is_element() && fits(node))) node = node.parent();
  return node;
}
Node closest_named(Node node, std::string_view name);
Node closest_with(Node node, std::string_view attribute);  // of any namespace
bool contains(Node outer, Node inner);                     // itself included
Node top_of(Node node);                                    // the root of the tree it is in
Node element_by_id(Node top, std::string_view id);

InputType input_type(Node input);          // 4.10.5, "text" for what is unknown
std::string_view name_of(InputType type);  // as an attribute has it
bool is_input(Node node, InputType type);  // an <input> of this type
bool is_control(Node node);                // input, textarea, select: what has a value for the client
bool can_be_ticked(Node node);             // a checkbox or radio button
bool has_own_value(Node control);          // 4.10.5.4, "value": that is no attribute's
bool is_submit_button(Node node);          // 4.10.2: also an image
bool is_reset_button(Node node);
bool is_listed(Node node);                    // 4.10.2, "listed elements"; custom elements are not known here
bool is_text_field(Node node);                // a textarea, or an input that a person types into
bool blocks_implicit_submission(Node input);  // 4.10.22.2, without dates and times, as Chromium has it

bool is_disabled(Node element);          // what :disabled matches, 4.16.3
bool is_disabled_control(Node element);  // without fieldsets: a click within one reaches what is not disabled itself
Node disabled_by(Node element);          // the element itself, its optgroup, or the fieldset around it; no node: it is not
bool is_option_disabled(Node option);    // 4.10.10: whatever its select is

Node form_owner(Node element);                // 4.10.17.3, also of a <label>'s control or an option's select when given these
std::vector<Node> form_elements(Node form);   // its `elements`, 4.10.3: without images
std::vector<Node> owned_elements(Node form);  // with images
Node label_control(Node label);               // its `control`, 4.10.4

std::vector<Node> options_of(Node select);  // 4.10.7, "list of options"
Node select_of(Node option);
std::size_t display_size(Node select);  // 1: a drop-down
std::string option_text(Node option);
std::string option_value(Node option);
Node option_named(Node select, std::string_view name);  // the first of that value, else of that text

}  // namespace golive::testing
