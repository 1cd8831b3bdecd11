#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "chart/figure.h"
#include "chart/labels.h"
#include "chart/ticks.h"
#include "golive/chart.h"

namespace golive {
namespace {

constexpr std::size_t kMostRows = 64;
constexpr std::size_t kMostColumns = 128;
constexpr int kShades = 32;

// From dark blue over grey to yellow: its lightness grows evenly, and no colour of it looks like another to a colour-blind reader.
struct Colour {
  double red, green, blue;
};
constexpr std::array<Colour, 5> kScale{{{0, 34, 78}, {66, 78, 107}, {124, 123, 120}, {188, 175, 111}, {254, 232, 56}}};

// Of the scale, from 0 to 1, in so many shades that a cell that hardly changes is not sent again.
std::string shade(double part) {
  const double at = std::round(std::clamp(part, 0.0, 1.0) * (kShades - 1)) / (kShades - 1) * (kScale.size() - 1);
  const auto low = std::min(static_cast<std::size_t>(at), kScale.size() - 2);
  const double rest = at - static_cast<double>(low);
  std::string text = "#";
  for (double Colour::*const channel : {&Colour::red, &Colour::green, &Colour::blue}) {
    const double value = kScale[low].*channel * (1 - rest) + kScale[low + 1].*channel * rest;
    constexpr std::string_view kDigits = "0123456789abcdef";
    const auto byte = static_cast<unsigned>(std::lround(value));
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

struct Grid {
  std::span<const double> cells;
  std::size_t columns;  // of the data
  std::size_t rows;
  std::size_t shown_columns;
  std::size_t shown_rows;
  double at(std::size_t row, std::size_t column) const {
    const std::size_t index = row * columns + column;
    return index < cells.size() ? cells[index] : std::nan("");
  }
};

std::string name_at(std::span<const std::string_view> names, std::size_t index) {
  return index < names.size() ? std::string(names[index]) : std::to_string(index + 1);
}

std::vector<std::size_t> numbers(std::size_t count) {
  std::vector<std::size_t> all(count);
  for (std::size_t i = 0; i < count; ++i) all[i] = i;
  return all;
}

constexpr auto kItself = [](std::size_t index) { return index; };

// About `most` of the names, each n-th.
Html names(std::span<const std::string_view> of, std::size_t count, std::size_t most, bool upwards) {
  const std::size_t every = std::max<std::size_t>(1, (count + most - 1) / most);
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < count; i += every) shown.push_back(i);
  return each(shown, kItself, [&](std::size_t index) {
    const double at = std::round((static_cast<double>(index) + 0.5) / static_cast<double>(count) * 10'000) / 100;
    if (upwards) return HTML(R"(<span style="bottom:{at}%">{name}</span>)", arg("at", 100 - at), arg("name", name_at(of, index)));
    return HTML(R"(<span style="left:{at}%">{name}</span>)", at, arg("name", name_at(of, index)));
  });
}

Html cell(const Grid& grid, const HeatMapOptions& options, const chart::Range& range, std::size_t row, std::size_t column) {
  const double value = grid.at(row, column);
  const std::string text =
      name_at(options.row_names, row) + ", " + name_at(options.column_names, column) + ": " + chart::value_text(value, options.unit);
  if (!std::isfinite(value))
    return HTML(R"(<rect class="gl-none" x={column} y={row} width="1" height="1" fill="none"><title>{text}</title></rect>)", column, row,
                text);
  return HTML(R"(<rect x={column} y={row} width="1.02" height="1.02" fill={shade}><title>{text}</title></rect>)", column, row,
              arg("shade", shade(range.place(value))), text);
}

Html drawing(const Grid& grid, const HeatMapOptions& options, const chart::Range& range) {
  const std::string name = std::string(options.title.empty() ? "Heat map" : options.title) + ": " +
                           chart::count_text(grid.rows, "row", "rows") + " of " + chart::count_text(grid.columns, "column", "columns") +
                           ", " + chart::value_text(range.low, options.unit) + " to " + chart::value_text(range.high, options.unit);
  const Html cells = each(numbers(grid.shown_rows), kItself, [&](std::size_t row) {
    return HTML(R"(<g>{cells}</g>)", arg("cells", each(numbers(grid.shown_columns), kItself,
                                                       [&](std::size_t column) { return cell(grid, options, range, row, column); })));
  });
  return HTML(R"(<div class="gl-plot" style="height:{height}px"><div class="gl-y" aria-hidden="true">{ys}</div>
      <div class="gl-field"><svg role="img" aria-label={name} viewBox={box} preserveAspectRatio="none">{cells}</svg></div>
      <div class="gl-x" aria-hidden="true">{xs}</div></div>)",
              arg("height", std::clamp<std::size_t>(grid.shown_rows * 24, 60, 420)),
              arg("ys", names(options.row_names, grid.shown_rows, 16, true)), name,
              arg("box", "0 0 " + std::to_string(grid.shown_columns) + " " + std::to_string(grid.shown_rows)), cells,
              arg("xs", names(options.column_names, grid.shown_columns, 12, false)));
}

Html legend(const chart::Range& range, std::string_view unit) {
  std::string gradient = "background:linear-gradient(90deg";
  for (const double part : {0.0, 0.25, 0.5, 0.75, 1.0}) gradient += "," + shade(part);
  return HTML(R"(<p class="gl-scale">{low}<i style={gradient}></i>{high}</p>)", arg("low", chart::value_text(range.low, unit)),
              arg("gradient", gradient + ")"), arg("high", chart::value_text(range.high, unit)));
}

Html table(const Grid& grid, const HeatMapOptions& options) {
  constexpr std::size_t kListedColumns = 32;
  const std::size_t columns = std::min(grid.shown_columns, kListedColumns);
  std::vector<std::string> heads{""};
  for (std::size_t column = 0; column < columns; ++column) heads.push_back(name_at(options.column_names, column));
  std::vector<chart::TableRow> rows;
  for (std::size_t row = 0; row < grid.shown_rows; ++row) {
    rows.push_back({.key = std::to_string(row), .head = name_at(options.row_names, row), .cells = {}});
    for (std::size_t column = 0; column < columns; ++column) rows.back().cells.push_back(chart::value_text(grid.at(row, column), {}));
  }
  return chart::data_table(options.title, heads, rows, grid.rows - grid.shown_rows);
}

}  // namespace

Html heat_map(std::span<const double> cells, std::size_t columns, const HeatMapOptions& options) {
  columns = std::max<std::size_t>(columns, 1);
  const std::size_t rows = (cells.size() + columns - 1) / columns;
  const Grid grid{cells, columns, rows, std::min(columns, kMostColumns), std::min(rows, kMostRows)};
  chart::Range range;
  std::size_t no_numbers = 0;
  for (const double value : cells) {
    range.add(value);
    if (!std::isfinite(value)) ++no_numbers;
  }
  chart::Frame frame{.kind = "gl-heat", .title = options.title, .unit = options.unit};
  chart::note_no_numbers(frame.notes, no_numbers);
  if (range.empty()) return chart::figure(frame);
  if (options.low) range.low = *options.low;
  if (options.high) range.high = *options.high;
  range = chart::Range{std::min(range.low, range.high), std::max(range.low, range.high)}.drawable();
  frame.drawing = drawing(grid, options, range);
  frame.legend = legend(range, options.unit);
  frame.table = table(grid, options);
  if (grid.shown_rows < rows) frame.notes.push_back(chart::count_text(rows - grid.shown_rows, "row", "rows") + " not drawn");
  if (grid.shown_columns < columns)
    frame.notes.push_back(chart::count_text(columns - grid.shown_columns, "column", "columns") + " not drawn");
  return chart::figure(frame);
}

}  // namespace golive
