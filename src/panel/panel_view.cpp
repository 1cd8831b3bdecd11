#include "golive/detail/panel_view.h"

#include <string>
#include <utility>

#include "golive/detail/panel_source.h"
#include "golive/routes.h"
#include "golive/socket.h"
#include "panel/drawing.h"
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
    plan.history.record(std::chrono::steady_clock::now(), [&](std::span<double> numbers) {
      Reading reading{plan, numbers};
      shown_->model->look(&Reading::read, &reading);
    });
  }
  shown_->minute = plan.history.newest();
}

void PanelView::keep(std::shared_ptr<const void> value, Freshness freshness) {
  shown_->value = std::move(value);
  shown_->freshness = freshness;
}

Html PanelView::render() const { return panel::draw(*shown_); }

void add_panel(RouteAdder& adder, std::string_view path, std::shared_ptr<PanelModel> model) {
  RouteOptions options{.title = model->plan().title, .css = std::string(panel::style())};
  const auto make = [model = std::move(model)] { return PanelView(model); };
  adder.live(path, component_type<PanelView>(), ComponentFactory::of<PanelView>(make), std::move(options));
}

}  // namespace golive::detail
