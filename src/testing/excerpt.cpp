#include "testing/excerpt.h"

#include "testing/visible_text.h"

namespace golive::testing {
namespace {

void remove_all(std::string& text, std::string_view what) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at)) text.erase(at, what.size());
}

std::string opening_tag(Node element) {
  std::string markup = element.outer_html();
  if (const Node child = element.first_child()) {
    std::string content = element.inner_html();
    const std::size_t tail = std::string_view("</>").size() + element.name().size();
    markup.resize(markup.size() - std::min(markup.size(), content.size() + tail));
  }
  return markup;
}

Node parent_element(Node node) {
  const Node parent = node.parent();
  return parent && parent.is_element() ? parent : Node();
}

}  // namespace

std::string shown_html(Node node) {
  std::string html = node.inner_html();
  for (const std::string_view mark : {"<!--$-->", "<!--/-->", "<!---->"}) remove_all(html, mark);
  return html;
}

std::string excerpt(Node element, std::size_t most) {
  std::string html = element.outer_html();
  for (const std::string_view mark : {"<!--$-->", "<!--/-->", "<!---->"}) remove_all(html, mark);
  html = without_needless_space(html);
  if (html.size() <= most) return html;
  // Its beginning tells which it is, its end that something was left out.
  std::size_t keep = most - std::min<std::size_t>(most, 10);
  while (keep > 0 && (static_cast<unsigned char>(html[keep]) & 0xC0) == 0x80) --keep;
  return html.substr(0, keep) + " ...";
}

std::string surroundings(Node element) {
  std::string lines;
  std::string indent = "  ";
  const Node parent = parent_element(element);
  if (parent) {
    lines += indent + without_needless_space(opening_tag(parent)) + '\n';
    indent += "  ";
  }
  Node first = element;
  std::size_t before = 0;
  for (Node node = element.previous(); node && before < 2; node = node.previous())
    if (node.is_element()) first = node, ++before;
  std::size_t shown = 0;
  for (Node node = first; node && shown < before + 3; node = node.next()) {
    if (!node.is_element()) continue;
    lines += (node == element ? indent.substr(0, indent.size() - 2) + "> " : indent) + excerpt(node, 110) + '\n';
    ++shown;
  }
  if (!lines.empty()) lines.pop_back();
  return lines;
}

}  // namespace golive::testing
