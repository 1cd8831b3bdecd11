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

// 4.10.22.7, "convert to a list of name-value pairs": line ends.
std::string with_crlf(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_pair = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (text[i] == '\n' || text[i] == '\r') out += "\r\n";
    else out += text[i];
    if (is_pair) ++i;
  }
  return out;
}

void append_encoded(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  for (const char c : with_crlf(text)) {
    if (detail::is_letter(c) || detail::is_digit(c) || c == '*' || c == '-' || c == '.' || c == '_') out += c;
    else if (c == ' ') out += '+';
    else ((out += '%') += kHex[static_cast<unsigned char>(c) >> 4]) += kHex[static_cast<unsigned char>(c) & 15];
  }
}

// A name in the head of a part.
std::string escaped(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == '\n') out += "%0A";
    else if (c == '\r') out += "%0D";
    else if (c == '"') out += "%22";
    else out += c;
  }
  return out;
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

// RFC 7578, with the heads that browsers write.
std::string multipart(const std::vector<FormEntry>& entries, std::string_view boundary) {
  std::string out;
  for (const FormEntry& entry : entries) {
    out.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=\"").append(escaped(with_crlf(entry.name)));
    if (entry.is_file)
      out.append("\"; filename=\"").append(escaped(entry.value)).append("\"\r\nContent-Type: application/octet-stream\r\n\r\n");
    else out.append("\"\r\n\r\n").append(with_crlf(entry.value));
    out += "\r\n";
  }
  return out.append("--").append(boundary).append("--\r\n");
}

std::string plain_text(const std::vector<FormEntry>& entries) {
  std::string out;
  for (const FormEntry& entry : entries) out.append(with_crlf(entry.name)).append("=").append(with_crlf(entry.value)).append("\r\n");
  return out;
}

}  // namespace golive::testing
