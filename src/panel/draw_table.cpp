#include <algorithm>
#include <ranges>
#include <string>
#include <vector>

#include "chart/labels.h"
#include "panel/drawing.h"
#include "panel/format.h"

namespace golive::panel {
namespace {

constexpr std::size_t kMostRows = 100;
constexpr std::size_t kMostMatrixRows = 32;
constexpr std::size_t kMostMatrixColumns = 16;
constexpr std::size_t kMostInCell = 8;

auto indices(std::size_t size, std::size_t most) { return std::views::iota(std::size_t{0}, std::min(size, most)); }

Html scroll(const Node& node, const Html& table, const std::string& left_out) {
  return HTML(
      R"(<div class="gp-scroll" role="group" tabindex="0" aria-label={label}>{table}</div>{more})", arg("label", node.label), table,
      arg("more", when(!left_out.empty(), [&] { return HTML(R"(<p class="gp-more">{text} not shown</p>)", arg("text", left_out)); })));
}

// A column of a table: a scalar or a list of them, in the element itself or in structs of it.
struct Column {
  const Node* node;
  std::string label;
  std::vector<const Node*> way;  // from the element

  const void* find(const void* element) const {
    for (const Node* step : way) element = step->of(element);
    return element;
  }
};

void collect(const std::vector<Node>& nodes, const Node& group, const Column& before, std::vector<Column>& columns) {
  for (const std::uint32_t child : group.children) {
    const Node& node = nodes[child];
    Column column = before;
    column.node = &node;
    column.label += (before.label.empty() ? "" : ", ") + node.label;
    column.way.push_back(&node);
    if (node.is_group()) collect(nodes, node, column, columns);
    else columns.push_back(std::move(column));
  }
}

std::string list_text(const Node& node, const detail::PanelType& type, const void* at) {
  const std::size_t size = type.size(at);
  std::string text;
  for (std::size_t i = 0; i < std::min(size, kMostInCell); ++i) {
    if (!text.empty()) text += type.read_at != nullptr ? ", " : "; ";
    text += type.read_at != nullptr ? shown_text(node, type.read_at(at, i)) : list_text(node, *type.element(), type.at(at, i));
  }
  return size > kMostInCell ? text + " and " + chart::count_text(size - kMostInCell, "more", "more") : text;
}

std::string cell_text(const Node& node, const void* at) {
  if (node.is_scalar()) return shown_text(node, node.type->read(at));
  if (node.type->element()->kind == detail::PanelKind::group) return chart::count_text(node.type->size(at), "item", "items");
  return list_text(node, *node.type, at);
}

std::string_view cell_class(const Node& node) { return node.is_scalar() && node.is_number() ? "gp-n" : ""; }

Html column_head(const Column& column) {
  return HTML(R"(<th scope="col" class={kind}>{label}{unit}</th>)", arg("kind", cell_class(*column.node)), arg("label", column.label),
              arg("unit", draw_unit(*column.node)));
}

Html table_row(std::size_t index, const std::vector<Column>& columns, const void* element) {
  return HTML(R"(<tr><th scope="row">{index}</th>{cells}</tr>)", index,
              arg("cells", each(
                               columns, [](const Column& column) { return column.node->number; },
                               [&](const Column& column) {
                                 return HTML("<td class={kind}>{text}</td>", arg("kind", cell_class(*column.node)),
                                             arg("text", cell_text(*column.node, column.find(element))));
                               })));
}

// One list in the list.
struct MatrixRow {
  const Node& node;
  const detail::PanelType& type;
  const void* at;
  std::size_t size;

  Html cell(std::size_t column) const {
    if (column >= size) return HTML("<td></td>");
    return HTML(R"(<td class="gp-n">{text}</td>)",
                arg("text", type.read_at != nullptr ? shown_text(node, type.read_at(at, column))
                                                    : list_text(node, *type.element(), type.at(at, column))));
  }
};

MatrixRow matrix_row(const Node& node, const void* at, std::size_t index) {
  const detail::PanelType& inner = *node.type->element();
  const void* const row = node.type->at(at, index);
  return {node, inner, row, inner.size(row)};
}

std::string left_out_text(std::size_t rows, std::size_t columns) {
  std::string text;
  if (rows > 0) text += chart::count_text(rows, "more row", "more rows");
  if (rows > 0 && columns > 0) text += " and ";
  if (columns > 0) text += chart::count_text(columns, "more column", "more columns");
  return text;
}

std::size_t above(std::size_t size, std::size_t most) { return size > most ? size - most : 0; }

Html nothing() { return HTML(R"(<p class="gp-none">empty</p>)"); }

}  // namespace

Html draw_table(const Plan& plan, const Node& node, const void* at) {
  const std::size_t size = node.type->size(at);
  if (size == 0) return nothing();
  std::vector<Column> columns;
  collect(plan.nodes, node, {}, columns);
  const Html head = each(
      columns, [](const Column& column) { return column.node->number; }, column_head);
  const Html rows = each(
      indices(size, kMostRows), [](std::size_t index) { return index; },
      [&](std::size_t index) { return table_row(index, columns, node.type->at(at, index)); });
  return scroll(node, HTML(R"(<table><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>)", head, rows),
                left_out_text(above(size, kMostRows), 0));
}

Html draw_matrix(const Node& node, const void* at) {
  const std::size_t size = node.type->size(at);
  std::size_t width = 0;
  for (const std::size_t index : indices(size, kMostMatrixRows)) width = std::max(width, matrix_row(node, at, index).size);
  if (width == 0) return nothing();
  const auto key = [](std::size_t index) { return index; };
  const auto columns = indices(width, kMostMatrixColumns);
  const Html head = each(columns, key, [](std::size_t column) { return HTML(R"(<th scope="col">{column}</th>)", column); });
  const Html rows = each(indices(size, kMostMatrixRows), key, [&](std::size_t index) {
    const MatrixRow row = matrix_row(node, at, index);
    return HTML(R"(<tr><th scope="row">{index}</th>{cells}</tr>)", index,
                arg("cells", each(columns, key, [&](std::size_t column) { return row.cell(column); })));
  });
  return scroll(node, HTML(R"(<table class="gp-matrix"><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>)", head, rows),
                left_out_text(above(size, kMostMatrixRows), above(width, kMostMatrixColumns)));
}

}  // namespace golive::panel
