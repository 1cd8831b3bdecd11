#include <algorithm>
#include <cmath>
#include <optional>
#include <ranges>
#include <string>
#include <utility>

#include "golive/detail/panel_view.h"
#include "golive/handler.h"
#include "panel/drawing.h"
#include "panel/format.h"

namespace golive::panel {
namespace {

using detail::PanelKind;
using detail::PanelValue;
using detail::PanelView;

// One field that can be written.
struct Control {
  const Shown& shown;
  const Node& node;
  PanelValue value;
  const Answer* answer;  // of its newest change; nullptr: none
  std::string id;

  bool refused() const { return answer != nullptr && answer->outcome.refused(); }
  bool is_gone() const { return shown.freshness == Freshness::gone; }
  bool asks_first() const { return !node.options.confirm.empty(); }
  std::string text() const { return answer != nullptr && !answer->asked.empty() ? answer->asked : control_text(value); }
  std::optional<std::string> described_by() const { return refused() ? std::optional("r" + id) : std::nullopt; }
  auto handler() const { return on<&PanelView::set>(node.number); }

  // What all of them have. The events are theirs: a control that asks first is in a form with a button.
  Attrs attributes() const {
    Attrs attrs;
    attrs.set("id", id).set("name", "value").set("autocomplete", "off").set("disabled", is_gone());
    if (refused()) attrs.set("aria-invalid", true).set("aria-describedby", "r" + id);
    return attrs;
  }
};

bool has_range(const Node& node) {
  return node.is_number() && std::isfinite(node.options.min) && std::isfinite(node.options.max) && node.options.confirm.empty();
}

std::optional<double> bound(double limit) { return std::isfinite(limit) ? std::optional(limit) : std::nullopt; }

// A slider needs a step: a hundred of them, if it is not told one.
double slider_step(const Node& node) {
  if (node.options.step > 0) return node.options.step;
  return node.type->kind == PanelKind::fraction ? (node.options.max - node.options.min) / 100 : 1;
}

Html slider(const Control& control) {
  const Node& node = control.node;
  return HTML(R"(<input type="range" {attrs} min={min} max={max} step={step} value={value} lv-input={set} lv-throttle="50">)",
              arg("attrs", control.attributes()), arg("min", node.options.min), arg("max", node.options.max),
              arg("step", slider_step(node)), arg("value", control.text()), arg("set", control.handler()));
}

Attrs number_attributes(const Control& control) {
  const Node& node = control.node;
  Attrs attrs = control.attributes();
  attrs.set("min", bound(node.options.min)).set("max", bound(node.options.max));
  if (node.options.step > 0) attrs.set("step", node.options.step);
  else attrs.set("step", node.type->kind == PanelKind::fraction ? "any" : "1");
  return attrs;
}

Html number_input(const Control& control) {
  const Attrs attrs = number_attributes(control);
  if (control.asks_first()) return HTML(R"(<input type="number" {attrs} value={value}>)", attrs, arg("value", control.text()));
  return HTML(R"(<input type="number" {attrs} value={value} lv-change={set}>)", attrs, arg("value", control.text()),
              arg("set", control.handler()));
}

Html text_input(const Control& control) {
  const Attrs attrs = control.attributes();
  if (control.asks_first()) return HTML(R"(<input type="text" {attrs} value={value}>)", attrs, arg("value", control.text()));
  return HTML(R"(<input type="text" {attrs} value={value} lv-change={set}>)", attrs, arg("value", control.text()),
              arg("set", control.handler()));
}

Html options(const Control& control) {
  const std::string chosen = control.text();
  const bool known = std::ranges::any_of(control.node.choices, [&](const auto& choice) { return std::to_string(choice.value) == chosen; });
  // A value without a name is shown, and cannot be chosen.
  const Html other = when(!known, [&] {
    return HTML(R"(<option value={chosen} selected disabled>{text}</option>)", chosen,
                arg("text", shown_text(control.node, control.value)));
  });
  return HTML("{other}{choices}", other,
              arg("choices", each(control.node.choices, &detail::PanelChoice::value, [&](const detail::PanelChoice& choice) {
                    const std::string number = std::to_string(choice.value);
                    return HTML(R"(<option value={number} selected={chosen}>{label}</option>)", number, arg("chosen", number == chosen),
                                arg("label", choice.label));
                  })));
}

Html select(const Control& control) {
  const Attrs attrs = control.attributes();
  if (control.asks_first()) return HTML(R"(<select {attrs}>{options}</select>)", attrs, arg("options", options(control)));
  return HTML(R"(<select {attrs} lv-change={set}>{options}</select>)", attrs, arg("set", control.handler()),
              arg("options", options(control)));
}

// A button that says what is, and asks for the opposite.
Html toggle(const Control& control) {
  const bool on_now = control.text() == "true";
  const FieldOptions& options = control.node.options;
  return HTML(R"(<button type="button" role="switch" class="gp-switch" id={id} aria-labelledby={label} aria-checked={checked} value={next}
      lv-click={set} lv-confirm={confirm} disabled={gone} aria-describedby={refusal}><span>{word}</span></button>)",
              arg("id", control.id), arg("label", "l" + control.id), arg("checked", on_now), arg("next", !on_now),
              arg("set", control.handler()), arg("confirm", options.confirm.empty() ? std::nullopt : std::optional(options.confirm)),
              arg("gone", control.is_gone()), arg("refusal", control.described_by()), arg("word", on_now ? "On" : "Off"));
}

Html plain_control(const Control& control) {
  switch (control.node.type->kind) {
    case PanelKind::boolean:
      return toggle(control);
    case PanelKind::choice:
      return select(control);
    case PanelKind::text:
      return text_input(control);
    default:
      return has_range(control.node) ? slider(control) : number_input(control);
  }
}

Html asking_form(const Control& control) {
  return HTML(R"(<form class="gp-form" lv-submit={set} lv-confirm={confirm}>{control}<button disabled={gone}>Set</button></form>)",
              arg("set", control.handler()), arg("confirm", control.node.options.confirm), arg("control", plain_control(control)),
              arg("gone", control.is_gone()));
}

Html field(const Control& control) {
  const bool in_form = control.asks_first() && control.node.type->kind != PanelKind::boolean;
  return in_form ? asking_form(control) : plain_control(control);
}

std::string_view progress(const Answer* answer) {
  if (answer == nullptr || answer->outcome.refused()) return {};
  return answer->outcome.done() ? "done" : "sent";
}

// With its unit, for who cannot see where it stands.
Html label(const Control& control) {
  const std::string_view unit = control.node.options.unit;
  return HTML(R"(<dt><label id={label_id} for={id}>{label}{unit}</label><span class="gp-answer">{progress}</span></dt>)",
              arg("label_id", "l" + control.id), arg("id", control.id), arg("label", control.node.label),
              arg("unit", when(!unit.empty(), [&] { return HTML(R"(<span class="gp-hidden"> in {unit}</span>)", unit); })),
              arg("progress", progress(control.answer)));
}

Html refusal(const Control& control) {
  return when(control.refused(), [&] {
    return HTML(R"(<dd class="gp-refusal" id={id}>{reason}</dd>)", arg("id", "r" + control.id),
                arg("reason", control.answer->outcome.reason()));
  });
}

Html slider_row(const Control& control) {
  const Node& node = control.node;
  return HTML(
      R"(<div class="gp-row gp-number">{label}<dd><b>{value}</b>{unit}{history}</dd><dd class="gp-slider">{slider}</dd>{refusal}</div>)",
      arg("label", label(control)), arg("value", shown_text(node, control.value)), arg("unit", draw_unit(node)),
      arg("history", draw_history(control.shown, node)), arg("slider", field(control)), arg("refusal", refusal(control)));
}

Html input_row(const Control& control) {
  const Node& node = control.node;
  return HTML(R"(<div class={kind}>{label}<dd>{field}{unit}{history}</dd>{refusal}</div>)",
              arg("kind", node.is_number() ? "gp-row gp-number" : "gp-row"), arg("label", label(control)), arg("field", field(control)),
              arg("unit", draw_unit(node)), arg("history", draw_history(control.shown, node)), arg("refusal", refusal(control)));
}

Html button(const Shown& shown, std::uint32_t index) {
  const Button& of = shown.plan().buttons[index];
  return HTML(R"(<button type="button" lv-click={press} lv-confirm={confirm} disabled={gone}>{label}</button>)",
              arg("press", on<&PanelView::press>(index)), arg("confirm", of.confirm.empty() ? std::nullopt : std::optional(of.confirm)),
              arg("gone", of.changes_value && shown.freshness == Freshness::gone), arg("label", of.label));
}

// "Stop: sent", "Reset: refused, the arm moves".
std::string button_answer(const Shown& shown, std::uint32_t index, const Answer& answer) {
  const std::string& label = shown.plan().buttons[index].label;
  if (answer.outcome.refused()) return label + ": refused, " + std::string(answer.outcome.reason());
  return label + ": " + std::string(progress(&answer));
}

}  // namespace

Html draw_control_row(const Shown& shown, const Node& node, const void* at) {
  const auto answer = shown.fields.find(node.number);
  const Control control{.shown = shown,
                        .node = node,
                        .value = node.type->read(at),
                        .answer = answer == shown.fields.end() ? nullptr : &answer->second,
                        .id = "f" + std::to_string(node.number)};
  return has_range(node) ? slider_row(control) : input_row(control);
}

Html draw_buttons(const Shown& shown) {
  const auto count = static_cast<std::uint32_t>(shown.plan().buttons.size());
  if (count == 0) return {};
  const auto indices = std::views::iota(std::uint32_t{0}, count);
  const auto answer = [&](const std::pair<const std::uint32_t, Answer>& of) {
    return HTML("<li class={kind}>{text}</li>", arg("kind", of.second.outcome.refused() ? "gp-refusal" : ""),
                arg("text", button_answer(shown, of.first, of.second)));
  };
  return HTML(
      R"(<div class="gp-buttons" role="group" aria-label="Actions">{buttons}</div><ul class="gp-answers">{answers}</ul>)",
      arg("buttons", each(
                         indices, [](std::uint32_t index) { return index; }, [&](std::uint32_t index) { return button(shown, index); })),
      arg("answers", each(
                         shown.buttons, [](const auto& of) { return of.first; }, answer)));
}

}  // namespace golive::panel
