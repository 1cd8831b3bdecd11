#include "testing/form_data.h"

#include "base/header_text.h"
#include "golive/detail/template_name.h"

namespace golive::testing {
namespace {

// 4.10.22.4, step 5.1
bool is_skipped(const ControlState& state, Node control, Node submitter) {
  if (is_disabled(control) || closest_named(control.parent(), "datalist")) return true;
  if (control.is_html(Tag::button)) return control != submitter;
  if (!is_control(control)) return true;
  if (!control.is_html(Tag::input)) return false;
  switch (input_type(control)) {
    case InputType::submit:
    case InputType::image:
    case InputType::reset:
    case InputType::button:
      return control != submitter;
    case InputType::checkbox:
    case InputType::radio:
      return !state.checked(control);
    default:
      return false;
  }
}

// 3.2.6.4, as far as attributes tell it: what "auto" makes of the text is not looked at.
std::string direction(Node control) {
  for (Node node = control; node; node = node.parent()) {
    const auto dir = node.is_element() ? node.attribute("dir") : std::nullopt;
    if (dir && equal_ignoring_case(*dir, "rtl")) return "rtl";
    if (dir && equal_ignoring_case(*dir, "ltr")) return "ltr";
  }
  return "ltr";
}

bool takes_dirname(Node control) {
  if (control.is_html(Tag::textarea)) return true;
  if (!control.is_html(Tag::input)) return false;
  const InputType type = input_type(control);
  return type <= InputType::password || type == InputType::submit;
}

class EntryList {
 public:
  EntryList(const ControlState& state, Node submitter) : state_(state), submitter_(submitter) {}

  void add(Node control) {
    if (is_skipped(state_, control, submitter_)) return;
    const std::string name(control.attribute("name").value_or(""));
    if (is_input(control, InputType::image)) return add_image(name);
    if (name.empty()) return;
    if (control.is_html(Tag::select)) {
      for (const Node option : state_.selected_options(control))
        if (!is_option_disabled(option)) add(name, option_value(option));
    } else if (is_input(control, InputType::file)) {
      add_files(name, state_.files(control));
    } else if (is_input(control, InputType::hidden) && equal_ignoring_case(name, "_charset_")) {
      add(name, "UTF-8");
    } else if (is_input(control, InputType::submit) && !control.attribute("value")) {
      add(name, "Submit");  // what it shows, in the browser's language
    } else {
      add(name, state_.value(control));
    }
    const auto dirname = control.attribute("dirname");
    if (dirname && !dirname->empty() && takes_dirname(control)) add(std::string(*dirname), direction(control));
  }
  std::vector<FormEntry> take() && { return std::move(entries_); }

 private:
  void add(std::string name, std::string value) { entries_.push_back({.name = std::move(name), .value = std::move(value)}); }
  void add_image(const std::string& name) {
    add(name.empty() ? "x" : name + ".x", "0");
    add(name.empty() ? "y" : name + ".y", "0");
  }
  void add_files(const std::string& name, const std::vector<std::string>& files) {
    for (const std::string& file : files) entries_.push_back({.name = name, .value = file, .is_file = true});
    if (files.empty()) entries_.push_back({.name = name, .value = {}, .is_file = true});
  }

  const ControlState& state_;
  Node submitter_;
  std::vector<FormEntry> entries_;
};

void append_encoded(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  const auto append = [&](char c) {
    if (detail::is_letter(c) || detail::is_digit(c) || c == '*' || c == '-' || c == '.' || c == '_') out += c;
    else if (c == ' ') out += '+';
    else ((out += '%') += kHex[static_cast<unsigned char>(c) >> 4]) += kHex[static_cast<unsigned char>(c) & 15];
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_pair = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (is_pair || text[i] == '\n' || text[i] == '\r') append('\r'), append('\n');
    else append(text[i]);
    if (is_pair) ++i;
  }
}

}  // namespace

std::vector<FormEntry> form_data(const ControlState& state, Node form, Node submitter) {
  EntryList list(state, submitter);
  for (const Node control : owned_elements(form)) list.add(control);
  return std::move(list).take();
}

std::string urlencoded(const std::vector<FormEntry>& entries) {
  std::string out;
  for (const FormEntry& entry : entries) {
    if (!out.empty()) out += '&';
    append_encoded(out, entry.name);
    out += '=';
    append_encoded(out, entry.value);
  }
  return out;
}

}  // namespace golive::testing
