#include "testing/compare.h"

#include <algorithm>
#include <vector>

#include "testing/class_list.h"

namespace golive::testing {
namespace {

constexpr std::size_t kShown = 200;  // bytes of markup in a message
const Foreign kNothing;

bool is_mark(Node node) { return node.kind() == NodeKind::comment && (node.text().empty() || node.text() == "$" || node.text() == "/"); }

// Of one page: steps over what is not compared, and reads neighbouring texts as one.
class Reader {
 public:
  Reader(Node parent, const Foreign& foreign) : at_(inside(parent)), foreign_(foreign) {}

  // The text up to the next node that is none.
  std::string_view text() {
    std::string_view found;
    bool copied = false;
    for (; at_; at_ = at_.next()) {
      if (is_mark(at_) || foreign_.is_foreign(at_)) continue;
      if (at_.kind() != NodeKind::text) break;
      if (at_.text().empty()) continue;
      if (found.empty()) {
        found = at_.text();
        continue;
      }
      if (!copied) text_ = found;
      copied = true;
      text_ += at_.text();
      found = text_;
    }
    return found;
  }
  Node at() const { return at_; }
  void next() { at_ = at_.next(); }

 private:
  static Node inside(Node parent) {
    const Node content = parent.is_element() ? parent.template_content() : Node();
    return content ? content.first_child() : parent.first_child();
  }

  Node at_;
  const Foreign& foreign_;
  std::string text_;
};

bool same_classes(std::string_view patched, std::string_view fresh) {
  if (patched == fresh) return true;
  std::vector<std::string_view> one = words(patched);
  std::vector<std::string_view> other = words(fresh);
  for (std::vector<std::string_view>* const each : {&one, &other}) {
    std::erase_if(*each, is_own_class);
    std::ranges::sort(*each);
    const auto twice = std::ranges::unique(*each);
    each->erase(twice.begin(), twice.end());
  }
  return one == other;
}

bool same_value(Node patched, Node fresh, std::string_view name, const Foreign& foreign) {
  const std::optional<std::string_view> one = patched.attribute(name);
  const std::optional<std::string_view> other = fresh.attribute(name);
  return one == other || (name == "class" && same_classes(one.value_or(""), other.value_or(""))) || foreign.is_foreign(patched, name);
}

bool same_attributes(Node patched, Node fresh, const Foreign& foreign) {
  const auto same = [&](const Attribute& each) { return same_value(patched, fresh, each.name, foreign); };
  return std::ranges::all_of(patched.attributes(), same) && std::ranges::all_of(fresh.attributes(), same);
}

bool same_node(Node patched, Node fresh, const Foreign& foreign) {
  if (patched.kind() != fresh.kind() || patched.name() != fresh.name()) return false;
  return !patched.is_element() || (patched.ns() == fresh.ns() && same_attributes(patched, fresh, foreign));
}

std::string shortened(std::string text) {
  if (text.size() <= kShown) return text;
  std::size_t end = kShown - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.replace(end, std::string::npos, "...");
}

std::string markup_of(Node node) { return node ? shortened(node.outer_html()) : std::string("nothing"); }
std::string quoted(std::string_view text) { return text.empty() ? "no text" : '"' + shortened(std::string(text)) + '"'; }

std::string tag_of(Node element) {
  if (!element.is_element()) return markup_of(element);
  std::string tag = "<" + std::string(element.name());
  for (const Attribute& each : element.attributes()) ((((tag += ' ') += each.name) += "=\"") += each.value) += '"';
  return shortened(tag + '>');
}

// Its place is told only if it has siblings.
std::string step_of(Node element) {
  std::size_t place = 0;
  std::size_t count = 0;
  for (Node node = element.parent().first_child(); node; node = node.next()) {
    if (!node.is_element()) continue;
    ++count;
    if (node == element) place = count;
  }
  const std::string step(element.name());
  return count < 2 ? step : step + ":nth-child(" + std::to_string(place) + ')';
}

std::string path_of(Node node, Node root) {
  std::string path;
  for (; node && node != root; node = node.parent()) {
    if (!node.is_element() || !node.parent()) continue;
    if (!path.empty()) path.insert(0, " > ");
    path.insert(0, step_of(node));
  }
  return path.empty() ? "the root" : path;
}

struct Level {
  Node patched;  // the parent
  Reader left;
  Reader right;
};

}  // namespace

std::optional<Difference> compare(Node patched_root, Node fresh_root, const Foreign* given) {
  const Foreign& foreign = given != nullptr ? *given : kNothing;
  std::vector<Level> levels;
  const auto enter = [&](Node patched, Node fresh) { levels.push_back({patched, Reader(patched, foreign), Reader(fresh, kNothing)}); };
  enter(patched_root, fresh_root);
  while (!levels.empty()) {
    Level& level = levels.back();
    const std::string_view patched_text = level.left.text();
    const std::string_view fresh_text = level.right.text();
    if (patched_text != fresh_text) return Difference{path_of(level.patched, patched_root), quoted(patched_text), quoted(fresh_text)};
    const Node patched = level.left.at();
    const Node fresh = level.right.at();
    if (!patched && !fresh) {
      levels.pop_back();
      continue;
    }
    if (!patched || !fresh || !same_node(patched, fresh, foreign)) {
      const bool same_name = patched && fresh && patched.is_element() && patched.name() == fresh.name();
      return Difference{path_of(same_name ? patched : level.patched, patched_root), same_name ? tag_of(patched) : markup_of(patched),
                        same_name ? tag_of(fresh) : markup_of(fresh)};
    }
    level.left.next();
    level.right.next();
    if (patched.is_element() && !foreign.is_foreign_inside(patched)) enter(patched, fresh);
  }
  return std::nullopt;
}

std::string Difference::text() const {
  return "the patched page is not the fresh one at " + path + "\n  patched: " + patched + "\n  fresh:   " + fresh;
}

}  // namespace golive::testing
