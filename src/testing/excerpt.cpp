#include "testing/excerpt.h"

#include "testing/visible_text.h"

namespace golive::testing {
namespace {

std::string without(std::string html, std::string_view mark) {
  for (std::size_t at = html.find(mark); at != std::string::npos; at = html.find(mark, at)) html.erase(at, mark.size());
  return html;
}

std::string without_marks(std::string html) {
  for (const std::string_view mark : {"<!--$-->", "<!--/-->", "<!---->"}) html = without(std::move(html), mark);
  return html;
}

// What the client's classes leave behind says nothing.
std::string plain(const std::string& html) { return without_needless_space(without(html, " class=\"\"")); }

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

std::string shown_html(Node node) { return without_marks(node.inner_html()); }

std::string excerpt(Node element, std::size_t most) {
  std::string html = plain(without_marks(element.outer_html()));
  if (html.size() <= most) return html;
  std::size_t keep = most - std::min<std::size_t>(most, 10);
  while (keep > 0 && (static_cast<unsigned char>(html[keep]) & 0xC0) == 0x80) --keep;
  return html.substr(0, keep) + " ...";
}

std::string surroundings(Node element) {
  std::string lines;
  std::string indent = "  ";
  const Node parent = parent_element(element);
  if (parent) {
    lines += indent + plain(opening_tag(parent)) + '\n';
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
