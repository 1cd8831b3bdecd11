#include "panel/plan.h"

#include "golive/detail/panel_model.h"
#include "golive/detail/panel_type.h"
#include "panel/format.h"

namespace golive::panel {

using detail::PanelKind;
using detail::PanelMember;
using detail::PanelType;

namespace {

// "RoverArm" and "rover_arm" -> "Rover arm".
std::string title_of(std::string_view type) {
  std::string snake(2 * type.size(), '\0');
  snake.resize(detail::write_snake_case(type, snake.data()));
  return detail::words_of_name(snake);
}

bool is_number(PanelKind kind) { return kind == PanelKind::fraction || kind == PanelKind::whole || kind == PanelKind::natural; }

// Of lists in lists: the type at the bottom.
const PanelType& innermost(const PanelType& type) {
  const PanelType* inner = &type;
  while (inner->kind == PanelKind::list) inner = inner->element();
  return *inner;
}

}  // namespace

bool Node::is_number() const noexcept { return panel::is_number(innermost(*type).kind); }

Plan::Plan(const PanelType& type, std::string_view name) : title(title_of(name)) {
  add(type, nullptr, kNoNumber, false);
  std::size_t rows = 0;
  for (const Node& node : nodes) rows += node.history != kNoNumber ? 1 : 0;
  history.resize(rows);
}

std::uint32_t Plan::add(const PanelType& type, const PanelMember* member, std::uint32_t parent, bool is_column) {
  const auto number = static_cast<std::uint32_t>(nodes.size());
  Node& node = nodes.emplace_back();
  node.type = &type;
  node.number = number;
  node.parent = parent;
  if (member != nullptr) {
    node.of = member->of;
    node.options = member->options;
    node.label = member->options.label.empty() ? detail::words_of_name(member->name) : std::string(member->options.label);
    node.path = (parent == 0 ? "" : nodes[parent].path + ".") + std::string(member->name);
    node.options.read_only = member->options.read_only || nodes[parent].options.read_only;
  }
  const PanelType& inner = innermost(type);
  node.decimals = decimals_of(node.options.step);
  node.writable = type.write != nullptr && !node.options.read_only && !is_column;
  if (inner.choices != nullptr) node.choices = inner.choices();
  if (node.is_scalar() && !is_column && node.is_number()) {
    node.history = 0;
    for (std::uint32_t i = 0; i < number; ++i) node.history += nodes[i].history != kNoNumber ? 1U : 0U;
  }
  // A list of structs in a cell of a table has no place for columns of its own.
  const bool is_table = node.is_list();
  if (inner.kind == PanelKind::group && !(is_table && is_column)) add_members(number, inner, is_table || is_column);
  return number;
}

void Plan::add_members(std::uint32_t group, const PanelType& type, bool are_columns) {
  for (const PanelMember& member : type.members()) {
    if (member.options.hidden) continue;
    const std::uint32_t child = add(*member.type, &member, group, are_columns);
    nodes[group].children.push_back(child);
  }
}

const void* Plan::find(const void* root, std::uint32_t number) const noexcept {
  const Node& node = nodes[number];
  return number == 0 ? root : node.of(find(root, node.parent));
}

}  // namespace golive::panel

namespace golive::detail {

PanelModel::PanelModel(const PanelType& type, std::string_view name) : plan_(std::make_unique<panel::Plan>(type, name)) {}
PanelModel::~PanelModel() = default;
void PanelModel::set_title(std::string_view text) { plan_->title = text; }

void PanelModel::set_read_only() noexcept {
  for (panel::Node& node : plan_->nodes) node.writable = false;
}

std::uint32_t PanelModel::add_button(std::string_view label, std::string_view confirm, bool changes_value) {
  plan_->buttons.push_back({std::string(label), std::string(confirm), changes_value});
  return static_cast<std::uint32_t>(plan_->buttons.size() - 1);
}

void PanelModel::write(void* value, const PanelOrder& order) const {
  // The value is not const: it came from the host, or from under the mutex.
  plan_->nodes[order.field].type->write(const_cast<void*>(plan_->find(value, order.field)), order.input);
}

std::string_view PanelModel::path(const PanelOrder& order) const noexcept {
  return order.button != PanelOrder::kNone ? plan_->buttons[order.button].label : plan_->nodes[order.field].path;
}

}  // namespace golive::detail
