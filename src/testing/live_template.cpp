#include "testing/live_template.h"

#include <boost/json.hpp>

#include "golive/detail/template_name.h"
#include "testing/frame.h"
#include "testing/parse.h"
#include "testing/wire_value.h"

namespace golive::testing {
namespace {

constexpr std::string_view kSlots = "lv-s";

Document parse_form(std::string_view form) {
  if (form.starts_with("svg|")) return parse_fragment(form.substr(4), "svg svg");
  if (form.starts_with("math|")) return parse_fragment(form.substr(5), "math math");
  return parse_fragment(form, "template");
}

bool is_number(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos; }

// Takes the markers out of the parsed form and notes where they were.
class Compiler {
 public:
  Compiler(Document& document, LiveTemplate& made) : editor_(document), made_(made), root_(document.root()) {}

  void run() {
    if (!root_.first_child()) editor_.insert(editor_.make_text({}), root_);
    for (Node node = root_.first_child(); node; node = node.after(root_)) {
      if (node.is_element()) element(node);
      if (node.kind() == NodeKind::comment) node = comment(node);
      ++place_;
    }
    for (std::size_t i = 0; i < made_.slots.size(); ++i)
      if (made_.slots[i].kind == HeldKind::missing) fail("has no slot " + std::to_string(i));
    made_.single = root_.first_child() == root_.last_child() && root_.first_child().is_element();
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw FrameError("the template " + made_.fingerprint + ' ' + what + ": " + made_.form);
  }

  void mark(Node node, std::size_t slot, HeldKind kind, std::string_view name = {}) {
    if (slot >= made_.slots.size()) made_.slots.resize(slot + 1);
    if (made_.slots[slot].kind != HeldKind::missing) fail("has slot " + std::to_string(slot) + " twice");
    made_.slots[slot] = {kind, std::string(name)};
    made_.marks.push_back({place_, static_cast<std::uint32_t>(slot), node.id()});
  }

  // lv-s="NAME N NAME N"
  void element(Node node) {
    const std::optional<std::string_view> spec = node.attribute(kSlots);
    if (!spec) return;
    std::string_view rest = *spec;
    const auto word = [&rest] {
      const std::string_view taken = rest.substr(0, rest.find(' '));
      rest.remove_prefix(std::min(taken.size() + 1, rest.size()));
      return taken;
    };
    while (!rest.empty()) {
      const std::string_view name = word();
      const HeldKind kind = name == "class"   ? HeldKind::classes
                            : name == "*"     ? HeldKind::set
                            : name == ".text" ? HeldKind::content
                                              : HeldKind::attribute;
      mark(node, slot_of(word()), kind, name);
    }
    editor_.remove_attribute(node, kSlots);
  }

  // The node that stands for it from now on, the last one.
  Node comment(Node node) {
    const std::string_view data = node.text();
    if (data.starts_with('$') && is_number(data.substr(1))) {
      mark(node, slot_of(data.substr(1)), HeldKind::node);
      editor_.set_text(node, "$");
      const Node end = editor_.make_comment("/");
      editor_.insert(end, node.parent(), node.next());
      ++place_;
      return end;
    }
    if (!is_number(data)) return node;
    const Node text = editor_.make_text({});
    mark(text, slot_of(data), HeldKind::text);
    editor_.insert(text, node.parent(), node);
    editor_.remove(node);
    return text;
  }

  DocumentEditor editor_;
  LiveTemplate& made_;
  Node root_;
  std::uint32_t place_ = 0;
};

}  // namespace

std::vector<std::uint32_t> LiveTemplate::slots_of(Node node) const {
  std::vector<std::uint32_t> found;
  for (const Mark& mark : marks)
    if (mark.node == node.id()) found.push_back(mark.slot);
  return found;
}

bool LiveTemplate::is_slot(Node node) const {
  return std::ranges::any_of(marks, [node](const Mark& mark) { return mark.node == node.id(); });
}

void LiveTemplates::define(const boost::json::object& forms, DocumentEditor& page, bool again) {
  for (const auto& [fingerprint, value] : forms) {
    const std::string_view form = string_of(value, "the form of a template");
    if (const auto found = templates_.find(std::string_view(fingerprint)); found != templates_.end()) {
      if (again && found->second.form == form) continue;
      throw FrameError("the template " + std::string(fingerprint) + " was sent twice: " + std::string(form));
    }
    LiveTemplate made;
    made.fingerprint = fingerprint;
    made.form = form;
    Document document = parse_form(form);
    Compiler(document, made).run();
    made.root = page.keep(std::move(document));
    templates_.emplace(fingerprint, std::move(made));
  }
}

const LiveTemplate& LiveTemplates::find(std::string_view fingerprint) const {
  const auto found = templates_.find(fingerprint);
  if (found == templates_.end()) throw FrameError("the template " + std::string(fingerprint) + " was never sent");
  return found->second;
}

}  // namespace golive::testing
