#pragma once
// What a panel shows: its fields in order, as they were found when the app was built. The same for all views, and never changed later, but
// for the recent history.
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "golive/detail/panel_value.h"
#include "panel/history.h"

namespace golive::panel {

inline constexpr std::uint32_t kNoNumber = std::numeric_limits<std::uint32_t>::max();

// A field, by its number in the plan. Those of structs in lists are the columns of a table.
struct Node {
  const detail::PanelType* type = nullptr;
  const void* (*of)(const void* owner) = nullptr;  // from the struct it is in
  std::uint32_t number = 0;
  std::uint32_t parent = kNoNumber;
  std::string label;
  std::string path;  // "battery.charge"
  FieldOptions options;
  int decimals = 0;
  std::uint32_t history = kNoNumber;  // its row there
  bool writable = false;
  std::vector<detail::PanelChoice> choices;
  std::vector<std::uint32_t> children;

  bool is_group() const noexcept { return type->kind == detail::PanelKind::group; }
  bool is_list() const noexcept { return type->kind == detail::PanelKind::list; }
  bool is_scalar() const noexcept { return !is_group() && !is_list(); }
  bool is_scalar_list() const noexcept { return is_list() && type->read_at != nullptr; }
  // Fits into a row of its group: a scalar or a few.
  bool is_row() const noexcept { return is_scalar() || (is_scalar_list() && type->extent > 0 && type->extent <= 4); }
  bool is_number() const noexcept;
};

struct Button {
  std::string label;
  std::string confirm;
  bool changes_value = false;
};

struct Plan {
  Plan(const detail::PanelType& type, std::string_view name);

  const Node& root() const noexcept { return nodes.front(); }
  // The field in a value of the root's type. Not for columns.
  const void* find(const void* root, std::uint32_t number) const noexcept;

  std::string title;
  std::vector<Node> nodes;
  std::vector<Button> buttons;
  History history;

 private:
  std::uint32_t add(const detail::PanelType& type, const detail::PanelMember* member, std::uint32_t parent, bool is_column);
  void add_members(std::uint32_t group, const detail::PanelType& type, bool are_columns);
};

}  // namespace golive::panel
