#include "golive/detail/panel_view.h"
#include "base/clock.h"

#include <limits>
#include <map>
#include <span>
#include <string>
#include <utility>

#include "golive/detail/panel_source.h"
#include "golive/error.h"
#include "golive/payload.h"
#include "golive/routes.h"
#include "golive/socket.h"
#include "panel/drawing.h"
#include "panel/input.h"
#include "panel/shown.h"
#include "panel/style.h"

namespace golive::detail {
namespace {

double number_of(const PanelType& type, const void* at) {
  const PanelValue value = type.read(at);
  switch (value.kind) {
    case PanelValue::Kind::fraction:
      return value.fraction;
    case PanelValue::Kind::whole:
      return static_cast<double>(value.whole);
    case PanelValue::Kind::natural:
      return static_cast<double>(value.natural);
    default:
      return std::numeric_limits<double>::quiet_NaN();
  }
}

// Reads the numbers that have a history.
struct Reading {
  const panel::Plan& plan;
  std::span<double> numbers;

  static void read(void* context, const void* root) {
    const auto& [plan, numbers] = *static_cast<Reading*>(context);
    for (const panel::Node& node : plan.nodes)
      if (node.history != panel::kNoNumber) numbers[node.history] = number_of(*node.type, plan.find(root, node.number));
  }
};

constexpr int kSecondsOfDone = 3;

// "Done" is worth a look, not more.
void forget_done(std::map<std::uint32_t, panel::Answer>& answers) {
  for (auto& [number, answer] : answers) answer.seconds += answer.outcome.done() ? 1 : 0;
  std::erase_if(answers, [](const auto& entry) { return entry.second.seconds > kSecondsOfDone; });
}

void say(panel::Shown& shown, std::string_view label, const Outcome& outcome) {
  if (outcome.accepted()) return;
  shown.said = std::string(label) + ": " + (outcome.done() ? "done" : std::string(outcome.reason()));
}

}  // namespace

PanelView::PanelView(std::shared_ptr<PanelModel> model) : shown_(std::make_unique<panel::Shown>(panel::Shown{.model = std::move(model)})) {}
PanelView::PanelView(PanelView&&) noexcept = default;
PanelView::~PanelView() = default;

void PanelView::mount(Socket& socket) {
  socket.every<&PanelView::beat>(1s);
  shown_->model->watch(socket);
  beat();
}

void PanelView::beat() {
  panel::Plan& plan = shown_->model->plan();
  if (shown_->freshness != Freshness::gone) {
    plan.history.record(monotonic_now(), [&](std::span<double> numbers) {
      Reading reading{plan, numbers};
      shown_->model->look(&Reading::read, &reading);
    });
  }
  shown_->minute = plan.history.newest();
  forget_done(shown_->fields);
  forget_done(shown_->buttons);
}

void PanelView::set(Socket& socket, std::uint32_t field, const Payload& payload) {
  const panel::Plan& plan = shown_->plan();
  if (field >= plan.nodes.size() || !shown_->is_writable(plan.nodes[field])) return;
  const panel::Node& node = plan.nodes[field];
  PanelOrder order{.field = field};
  const std::string reason = panel::read_input(node, payload, order.input);
  std::string asked = panel::control_text(order.input);
  panel::Answer answer{.outcome = reason.empty() ? shown_->model->send(socket, std::move(order)) : refuse(reason)};
  if (!answer.outcome.refused()) answer.asked = std::move(asked);
  else say(*shown_, node.label, answer.outcome);
  shown_->fields[field] = std::move(answer);
}

void PanelView::press(Socket& socket, std::uint32_t button) {
  if (button >= shown_->plan().buttons.size()) return;
  const Outcome outcome = shown_->model->send(socket, {.button = button});
  shown_->buttons[button] = {.outcome = outcome};
  say(*shown_, shown_->plan().buttons[button].label, outcome);
}

void PanelView::on_outcome(const Outcome& outcome) {
  for (auto& [field, answer] : shown_->fields) {
    if (answer.outcome.ticket != outcome.ticket) continue;
    answer = {.outcome = outcome, .asked = outcome.refused() ? std::string() : std::move(answer.asked)};
    if (outcome.refused()) say(*shown_, shown_->plan().nodes[field].label, outcome);
  }
  for (auto& [button, answer] : shown_->buttons) {
    if (answer.outcome.ticket != outcome.ticket) continue;
    answer = {.outcome = outcome};
    say(*shown_, shown_->plan().buttons[button].label, outcome);
  }
}

void PanelView::keep(std::shared_ptr<const void> value, Freshness freshness) {
  shown_->value = std::move(value);
  shown_->freshness = freshness;
  // What was done shows in this value.
  for (auto& [field, answer] : shown_->fields)
    if (answer.outcome.done()) answer.asked.clear();
}

Html PanelView::render() const { return panel::draw(*shown_); }

void add_panel(RouteAdder& adder, std::string_view path, std::shared_ptr<PanelModel> model) {
  RouteOptions options{.title = model->plan().title, .css = std::string(panel::style())};
  for (const panel::Button& button : model->plan().buttons)
    if (button.changes_value && !model->takes_orders()) throw Error::of("GL0530", {button.label});
  const auto make = [model = std::move(model)] { return PanelView(model); };
  adder.live(path, component_type<PanelView>(), ComponentFactory::of<PanelView>(make), std::move(options));
}

}  // namespace golive::detail
