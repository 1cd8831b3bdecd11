#include "chart/figure.h"

#include <algorithm>

#include "app/assets.h"
#include "chart/labels.h"

namespace golive::chart {
namespace {

Html row(const TableRow& of) {
  std::size_t column = 0;
  return HTML(R"(<tr><th scope="row">{head}</th>{cells}</tr>)", arg("head", of.head),
              arg("cells", each(
                               of.cells, [&](const std::string&) { return column++; },
                               [](const std::string& cell) { return HTML("<td>{cell}</td>", cell); })));
}

Html note(const std::string& text) { return HTML(R"(<p class="gl-note">{text}</p>)", text); }

Html caption(const Frame& frame) {
  return HTML(R"(<figcaption><b>{title}</b>{unit}{controls}</figcaption>)", arg("title", frame.title),
              arg("unit", when(!frame.unit.empty(), [&] { return HTML(R"(<small>{unit}</small>)", arg("unit", frame.unit)); })),
              arg("controls", frame.controls));
}

}  // namespace

std::string_view asset_path(std::string_view name) {
  const auto all = assets();
  const auto found = std::ranges::find(all, name, &Asset::name);
  return found == all.end() ? std::string_view() : found->path;
}

Html figure(const Frame& frame) {
  static const std::string_view sheet = asset_path("chart.css");
  const bool titled = !frame.title.empty() || !frame.unit.empty() || !frame.controls.empty();
  std::size_t at = 0;
  return HTML(
      R"(<figure class="gl-chart {kind}"><link rel="stylesheet" href={sheet}>{caption}{legend}{drawing}{notes}{table}</figure>)",
      arg("kind", frame.kind), sheet, arg("caption", when(titled, [&] { return caption(frame); })), arg("legend", frame.legend),
      arg("drawing", when(
                         frame.drawing.empty(), [] { return HTML(R"(<p class="gl-empty">No data</p>)"); }, [&] { return frame.drawing; })),
      arg("notes", each(
                       frame.notes, [&](const std::string&) { return at++; }, note)),
      arg("table", frame.table));
}

Html data_table(std::string_view title, const std::vector<std::string>& heads, const std::vector<TableRow>& rows, std::size_t left_out) {
  std::size_t column = 0;
  const Html columns = each(
      heads, [&](const std::string&) { return column++; },
      [](const std::string& head) { return HTML(R"(<th scope="col">{head}</th>)", head); });
  return HTML(R"(<details class="gl-data"><summary>Data</summary><div class="gl-scroll" tabindex="0" role="group" aria-label={title}>
      <table><thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table></div>{more}</details>)",
              arg("title", title.empty() ? std::string_view("Data") : title), columns, arg("rows", each(rows, &TableRow::key, row)),
              arg("more", when(left_out > 0, [&] {
                    return HTML(R"(<p class="gl-note">{more} not listed</p>)", arg("more", count_text(left_out, "row", "rows")));
                  })));
}

void note_no_numbers(std::vector<std::string>& notes, std::size_t count) {
  if (count > 0) notes.push_back(count_text(count, "value is not a number", "values are not numbers"));
}

}  // namespace golive::chart
