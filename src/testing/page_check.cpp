#include "testing/page_check.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "testing/excerpt.h"
#include "testing/visible_text.h"

namespace golive::testing {
namespace {

// Those by which the tree is another one than the markup seems to say. The rest is about spelling.
bool changes_tree(MarkupFault fault) {
  using enum MarkupFault;
  constexpr MarkupFault kFaults[] = {unexpected_start_tag,
                                     unexpected_end_tag,
                                     unexpected_text,
                                     implied_tag,
                                     closed_by_start_tag,
                                     closed_by_end_tag,
                                     misnested_formatting,
                                     moved_out_of_table,
                                     html_in_foreign_content,
                                     content_after_body,
                                     too_deep,
                                     duplicate_attribute};
  return std::ranges::find(kFaults, fault) != std::ranges::end(kFaults);
}

std::string_view line_at(std::string_view source, std::uint32_t at) {
  const std::size_t begin = at == 0 ? 0 : source.rfind('\n', at - 1) + 1;
  const std::string_view line = source.substr(begin, source.find('\n', at) - begin);
  const std::size_t column = at - begin;
  constexpr std::size_t kBefore = 40, kMost = 110;
  // From the beginning of a tag on, not from within a token that is another one each time.
  const std::size_t tag = line.find('<', column > kBefore ? column - kBefore : 0);
  return line.substr(std::min(tag, column), kMost);
}

}  // namespace

std::optional<std::string> duplicate_id(Node root) {
  std::unordered_map<std::string_view, Node> seen;
  for (Node node = root; node; node = node.after(root)) {
    if (!node.is_element()) continue;
    const auto id = node.attribute("id");
    if (!id || id->empty()) continue;
    const auto [other, is_new] = seen.emplace(*id, node);
    if (!is_new)
      return "two elements have the id '" + std::string(*id) + "'\n  " + excerpt(other->second, 110) + "\n  " + excerpt(node, 110);
  }
  return std::nullopt;
}

std::optional<std::string> wrong_nesting(const Document& parsed) {
  const auto errors = parsed.errors();
  const auto error = std::ranges::find_if(errors, [](const MarkupError& each) { return changes_tree(each.fault); });
  if (error == errors.end()) return std::nullopt;
  std::string text =
      "the markup is not nested as HTML has it, so that a browser builds another tree: " + std::string(name_of(error->fault));
  if (!error->subject.empty()) text += " at '" + std::string(error->subject) + '\'';
  return text + "\n  " + without_needless_space(line_at(parsed.source(), error->at));
}

}  // namespace golive::testing
