#include <algorithm>
#include <ranges>
#include <string>

#include "chart/labels.h"
#include "golive/chart.h"
#include "panel/drawing.h"
#include "panel/format.h"

namespace golive::panel {
namespace {

using detail::PanelValue;

constexpr std::size_t kMostElements = 64;

Html scalar(const Shown& shown, const Node& node, const void* at) {
  const PanelValue value = node.type->read(at);
  return HTML(R"(<div class={kind}><dt>{label}</dt><dd><b>{value}</b>{unit}{spark}</dd></div>)",
              arg("kind", node.is_number() ? "gp-row gp-number" : "gp-row"), arg("label", node.label),
              arg("value", shown_text(node, value)), arg("unit", draw_unit(node)), arg("spark", draw_history(shown, node)));
}

Html elements(const Node& node, const void* at, std::string_view kind) {
  const std::size_t size = node.type->size(at);
  const auto indices = std::views::iota(std::size_t{0}, std::min(size, kMostElements));
  return HTML(R"(<ol class={kind}>{elements}</ol>)", kind,
              arg("elements", each(
                                  indices, [](std::size_t index) { return index; },
                                  [&](std::size_t index) {
                                    return HTML("<li>{text}</li>", arg("text", shown_text(node, node.type->read_at(at, index))));
                                  })));
}

Html few(const Node& node, const void* at) {
  return HTML(R"(<div class="gp-row gp-short"><dt>{label}{unit}</dt><dd>{list}</dd></div>)", arg("label", node.label),
              arg("unit", draw_unit(node)), arg("list", elements(node, at, "")));
}

}  // namespace

Html draw_unit(const Node& node) {
  return when(!node.options.unit.empty(), [&] { return HTML("<small>{unit}</small>", arg("unit", node.options.unit)); });
}

// Skipped until the next second is recorded.
Html draw_history(const Shown& shown, const Node& node) {
  if (node.history == kNoNumber || shown.minute == nullptr) return {};
  return memo(shown.minute->version, [&] {
    return sparkline(shown.minute->row(node.history), {.name = node.label + ", last minute", .unit = node.options.unit});
  });
}

Html draw_row(const Shown& shown, const Node& node, const void* at) {
  if (node.is_list()) return few(node, at);
  return shown.is_writable(node) ? draw_control_row(shown, node, at) : scalar(shown, node, at);
}

Html draw_list(const Node& node, const void* at) {
  const std::size_t size = node.type->size(at);
  if (size == 0) return HTML(R"(<p class="gp-none">empty</p>)");
  return HTML("{list}{more}", arg("list", elements(node, at, node.is_number() ? "gp-long" : "gp-words")),
              arg("more", when(size > kMostElements, [&] {
                    return HTML(R"(<p class="gp-more">{count} not shown</p>)",
                                arg("count", chart::count_text(size - kMostElements, "more", "more")));
                  })));
}

}  // namespace golive::panel
