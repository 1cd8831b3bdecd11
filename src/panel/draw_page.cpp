#include <string>
#include <vector>

#include "panel/drawing.h"

namespace golive::panel {
namespace {

std::string_view state_word(Freshness freshness) {
  switch (freshness) {
    case Freshness::live:
      return "live";
    case Freshness::stale:
      return "stale";
    case Freshness::gone:
      return "gone";
  }
  return {};
}

std::string_view state_text(Freshness freshness) {
  switch (freshness) {
    case Freshness::live:
      return "Live";
    case Freshness::stale:
      return "Stale: nothing new is published";
    case Freshness::gone:
      return "Gone: these are the last values";
  }
  return {};
}

Html heading(const Node& node, std::string_view id, int level) {
  const std::string& label = node.label;
  const Html unit = draw_unit(node);
  if (level <= 2) return HTML("<h2 id={id}>{label}{unit}</h2>", id, label, unit);
  if (level == 3) return HTML("<h3 id={id}>{label}{unit}</h3>", id, label, unit);
  return HTML("<h4 id={id}>{label}{unit}</h4>", id, label, unit);
}

struct Page {
  const Shown& shown;

  std::vector<const Node*> children(const Node& group, bool rows) const {
    std::vector<const Node*> chosen;
    for (const std::uint32_t child : group.children) {
      const Node& node = shown.plan().nodes[child];
      if (node.is_row() == rows) chosen.push_back(&node);
    }
    return chosen;
  }

  Html rows(const Node& group, const void* at) const {
    const std::vector<const Node*> fields = children(group, true);
    if (fields.empty()) return {};
    return HTML(R"(<dl>{rows}</dl>)", arg("rows", each(
                                                      fields, [](const Node* node) { return node->number; },
                                                      [&](const Node* node) { return draw_row(shown, *node, node->of(at)); })));
  }

  // Tables last: they are as broad as the page.
  Html parts(const Node& group, const void* at, int level) const {
    std::vector<const Node*> nodes;
    std::vector<const Node*> tables;
    for (const Node* node : children(group, false)) (is_table(*node) ? tables : nodes).push_back(node);
    nodes.insert(nodes.end(), tables.begin(), tables.end());
    return each(
        nodes, [](const Node* node) { return node->number; }, [&](const Node* node) { return part(*node, node->of(at), level); });
  }

  Html content(const Node& node, const void* at) const {
    if (node.is_group()) return rows(node, at);
    if (node.is_scalar_list()) return draw_list(node, at);
    return is_table(node) ? draw_table(shown.plan(), node, at) : draw_matrix(node, at);
  }
  static bool is_table(const Node& node) { return node.is_list() && node.type->element()->kind == detail::PanelKind::group; }

  // A struct or a list under its heading.
  Html part(const Node& node, const void* at, int level) const {
    const std::string id = "p" + std::to_string(node.number);
    return HTML(R"(<section class={kind} aria-labelledby={id}>{heading}{content}{parts}</section>)",
                arg("kind", is_table(node) ? "gp-card gp-broad" : "gp-card"), id, arg("heading", heading(node, id, level)),
                arg("content", content(node, at)), arg("parts", node.is_group() ? parts(node, at, level + 1) : Html()));
  }
};

}  // namespace

Html draw(const Shown& shown) {
  const Page page{shown};
  const Plan& plan = shown.plan();
  const void* const value = shown.value.get();
  const Html rows = page.rows(plan.root(), value);
  // Steering is not sent again because the page came back: what the host has is right.
  return HTML(
      R"(<main class="gp-panel" data-state={state} lv-recover="off">
      <header><h1>{title}</h1><p class="gp-state">{word}</p>{buttons}</header>
      <div class="gp-cards">{rows}{parts}</div>
      <p class="gp-hidden" role="status">{said}</p></main>)",
      arg("state", state_word(shown.freshness)), arg("title", plan.title), arg("word", state_text(shown.freshness)),
      arg("buttons", draw_buttons(shown)),
      arg("rows", when(!rows.empty(),
                       [&] {
                         return HTML(R"(<section class="gp-card gp-first" aria-label={title}>{rows}</section>)", arg("title", plan.title),
                                     rows);
                       })),
      arg("parts", page.parts(plan.root(), value, 2)),
      arg("said", shown.freshness == Freshness::live ? std::string_view(shown.said) : state_text(shown.freshness)));
}

}  // namespace golive::panel
