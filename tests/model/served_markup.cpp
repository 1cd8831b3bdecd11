#include "model/served_markup.h"

#include "base/number_text.h"

namespace golive::model {
namespace {

std::string escape(std::string_view text, bool quotes) {
  std::string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '\r') out += "&#13;";
    else if (c == '"' && quotes) out += "&quot;";
    else out += c;
  }
  return out;
}

class Writer {
 public:
  Writer(std::string& out, bool marks) : out_(out), marks_(marks) {}

  void instance(const detail::Instance& instance) {
    std::string_view form = instance.info->browser_form;
    if (form.starts_with("svg|")) form.remove_prefix(4);
    if (form.starts_with("math|")) form.remove_prefix(5);
    bool after_text = false;  // static text or a text slot was written last
    for (std::size_t at = 0; at < form.size();) {
      if (form.substr(at).starts_with("<!--$")) {
        node(instance.values()[std::stoul(std::string(form.substr(at + 5)))]);
        at = form.find("-->", at) + 3;
        after_text = false;
      } else if (form.substr(at).starts_with("<!--")) {
        if (after_text && marks_) out_ += "<!---->";
        out_ += escape_text(text_of(instance.values()[std::stoul(std::string(form.substr(at + 4)))]));
        at = form.find("-->", at) + 3;
        after_text = true;
        if (marks_ && at < form.size() && form[at] != '<') out_ += "<!---->";
      } else if (form[at] == '<') {
        const std::size_t end = form.find('>', at);
        tag(form.substr(at, end - at), instance);
        at = end + 1;
        after_text = false;
      } else {
        const std::size_t end = std::min(form.find('<', at), form.size());
        out_ += form.substr(at, end - at);
        at = end;
        after_text = true;
      }
    }
  }

 private:
  void attribute(std::string_view name, const detail::Value& value) {
    if (value.kind == detail::ValueKind::nothing || (value.kind == detail::ValueKind::boolean && !value.boolean)) return;
    out_.append(" ").append(name).append("=\"").append(escape_attribute(text_of(value))).append("\"");
  }

  // `open`: "<p class="x" lv-s="id 0"" or "</p".
  void tag(std::string_view open, const detail::Instance& instance) {
    const std::size_t spec = open.find(" lv-s=\"");
    out_ += open.substr(0, spec);
    std::string content;
    if (spec != std::string_view::npos) {
      const std::size_t end = open.find('"', spec + 7);
      content = attribute_slots(open.substr(spec + 7, end - spec - 7), instance);
      out_ += open.substr(end + 1);
    }
    out_ += '>';
    // The HTML parser drops a newline at the beginning of a textarea; served pages always have one to lose.
    if (open.starts_with("<textarea") && (marks_ || content.starts_with('\n'))) out_ += '\n';
    out_ += escape_text(content);
  }

  std::string attribute_slots(std::string_view spec, const detail::Instance& instance) {
    std::string content;
    while (!spec.empty()) {
      const std::size_t space = spec.find(' ');
      const std::string_view name = spec.substr(0, space);
      spec.remove_prefix(space + 1);
      const detail::Value& value = instance.values()[std::stoul(std::string(spec))];
      spec.remove_prefix(std::min(spec.find(' '), spec.size() - 1) + 1);
      if (name == ".text") {
        content = text_of(value);
      } else if (name == "*") {
        if (value.kind == detail::ValueKind::attribute_set)
          for (std::uint32_t i = 0; i < value.attributes->count; ++i)
            attribute(value.attributes->items[i].name, value.attributes->items[i].value);
      } else {
        attribute(name, value);
      }
    }
    return content;
  }

  void node(const detail::Value& value) {
    if (marks_) out_ += "<!--$-->";
    if (value.kind == detail::ValueKind::instance) instance(*value.instance);
    if (value.kind == detail::ValueKind::kept) instance(*value.kept->instance);
    if (value.kind == detail::ValueKind::raw) out_ += value.view();
    if (value.kind == detail::ValueKind::list) {
      for (std::uint32_t i = 0; i < value.list->count; ++i) {
        const detail::Instance& row = *value.list->rows[i].instance;
        if (marks_ && i != 0 && value.list->rows[i - 1].instance->info->ends_with_text && row.info->starts_with_text) out_ += "<!---->";
        instance(row);
      }
    }
    if (marks_) out_ += "<!--/-->";
  }

  std::string& out_;
  bool marks_;
};

}  // namespace

std::string escape_text(std::string_view text) { return escape(text, false); }
std::string escape_attribute(std::string_view text) { return escape(text, true); }

std::string text_of(const detail::Value& value) {
  char digits[kNumberTextSize];
  switch (value.kind) {
    case detail::ValueKind::text:
      return std::string(value.view());
    case detail::ValueKind::integer:
      return std::to_string(value.integer);
    case detail::ValueKind::number:
      return {digits, write_number(digits, value.number)};
    default:
      return {};
  }
}

std::string markup_of(const detail::Instance& root, Marks marks) {
  std::string out;
  Writer(out, marks == Marks::with).instance(root);
  return out;
}

}  // namespace golive::model
