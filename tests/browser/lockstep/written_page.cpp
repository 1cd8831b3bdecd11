#include "browser/lockstep/written_page.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <sstream>
#include <utility>

#include "base/hash.h"
#include "model/tree_builder.h"
#include "testing/control_markup.h"
#include "testing/document_editor.h"
#include "testing/parse.h"
#include "unit/testing/random_form.h"

namespace golive::test {
namespace {

using namespace testing;

constexpr std::string_view kFlags[] = {"checked", "selected", "disabled", "readonly",   "required", "multiple",
                                       "hidden",  "open",     "inert",    "novalidate", "autofocus"};
// What Chromium keeps of the value of an input that becomes one of another kind is its own.
constexpr std::string_view kTypes[] = {"text", "password", "search", "url", "email"};
constexpr std::uint64_t kSeldom = 3;  // one turn in so many changes it

bool is_flag(std::string_view name) { return std::ranges::find(kFlags, name) != std::end(kFlags); }

std::string another(std::string_view name, std::string_view type, std::uint64_t chance) {
  if (name == "type") return std::string(kTypes[chance % std::size(kTypes)]);
  if (name == "lv-debounce") return chance % 2 == 0 ? "100000" : "blur";
  if (name == "value" && type == "range") return std::to_string(chance % 100);
  return RandomForm(chance).value();
}

}  // namespace

struct WrittenPage::Slot {
  std::uint64_t key = 0;
  std::string name;
  std::string type;                  // of an input
  std::optional<std::string> first;  // as the markup has it

  std::optional<std::string> at(std::uint64_t turn) const {
    for (; turn > 0; --turn) {
      const std::uint64_t chance = hash_value(key, static_cast<std::int64_t>(turn));
      if (chance % kSeldom != 0) continue;
      if (is_flag(name)) return chance / kSeldom % 2 == 0 ? std::optional<std::string>("") : std::nullopt;
      if (name != ".text" && chance / kSeldom % 8 == 0) return std::nullopt;
      return another(name, type, chance / kSeldom);
    }
    return first;
  }
};

struct WrittenPage::Kept {
  std::deque<model::TreeBuilder> trees;
};

WrittenPage::WrittenPage(std::string_view markup) : kept_(std::make_unique<Kept>()) {
  Document page = parse_fragment(markup, "div");
  DocumentEditor editor(page);
  for (Node node = page.root(); node; node = node.after(page.root())) {
    if (!node.is_element() || !node.attribute("data-w")) continue;
    std::istringstream names{std::string(*node.attribute("data-w"))};
    std::string spec;
    for (std::string name; names >> name;) {
      const bool is_text = name == ".text";
      const auto first =
          is_text ? std::optional(node.text_content()) : node.attribute(name).transform([](auto text) { return std::string(text); });
      const bool is_content = is_text && node.is_html(Tag::textarea);
      if (!is_text || is_content) spec += (spec.empty() ? "" : " ") + name + ' ' + std::to_string(slots_.size());
      if (is_text) {
        editor.remove_children(node);
        if (!is_content) editor.insert(editor.make_comment(std::to_string(slots_.size())), node);
      } else {
        editor.remove_attribute(node, name);
      }
      const std::string id = std::string(node.attribute("data-n").value_or("")) + ' ' + name;
      slots_.push_back({.key = hash_bytes(1, id),
                        .name = name,
                        .type = std::string(node.is_html(Tag::input) ? name_of(input_type(node)) : ""),
                        .first = first});
    }
    editor.remove_attribute(node, "data-w");
    if (!spec.empty()) editor.set_attribute(node, "lv-s", spec);
  }
  form_ = page.root().inner_html();
}

WrittenPage::~WrittenPage() = default;

Html WrittenPage::render(std::uint64_t turn) const {
  model::TreeBuilder& tree = kept_->trees.emplace_back();
  std::vector<detail::Value> values;
  for (const Slot& slot : slots_) {
    const auto value = slot.at(turn);
    if (is_flag(slot.name)) values.push_back(model::TreeBuilder::boolean(value.has_value()));
    else values.push_back(value ? tree.text(*value) : model::TreeBuilder::nothing());
  }
  const Html root = HTML("{}", raw(TrustedHtml("")));
  const_cast<detail::Instance*>(detail::value_of(root).instance)->values()[0] = tree.part(form_, values);
  return root;
}

}  // namespace golive::test
