#pragma once
// What stands round the drawing of a chart: its title, notes below it, and its numbers as a table.
// Threads: inside a render.
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "golive/html.h"

namespace golive::chart {

struct Frame {
  std::string_view kind;  // class of the figure: "gl-line"
  std::string_view title = {};
  std::string_view unit = {};
  Html controls = {};
  Html legend = {};
  Html drawing = {};  // empty: there is no data
  std::vector<std::string> notes = {};
  Html table = {};
};
Html figure(const Frame& frame);

// Where the library serves what charts need of the name, "chart.css".
std::string_view asset_path(std::string_view name);

// The numbers of a chart, for whoever does not see the drawing: in <details>, which is closed.
struct TableRow {
  std::string key;  // unique in the table
  std::string head;
  std::vector<std::string> cells;
};
Html data_table(std::string_view title, const std::vector<std::string>& heads, const std::vector<TableRow>& rows, std::size_t left_out);

// "3 values are not numbers" to `notes`, if there are any.
void note_no_numbers(std::vector<std::string>& notes, std::size_t count);

}  // namespace golive::chart
