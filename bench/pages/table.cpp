#include "table.h"

#include <algorithm>
#include <utility>

using namespace golive;

namespace {

constexpr std::string_view kStatus[] = {"new", "open", "held", "done"};
constexpr std::int64_t kMaxRows = 100'000;

Html row(const Item& item) {
  return HTML(R"(<tr><td>{id}</td><td>{name}</td><td>{qty}</td><td>{price}</td><td class="{status}">{text}</td></tr>)", arg("id", item.id),
              arg("name", item.name), arg("qty", item.qty), arg("price", item.price), arg("status", item.status), arg("text", item.status));
}

Item make(std::int64_t id, std::minstd_rand& random) {
  return {.id = id,
          .name = "item " + std::to_string(id),
          .qty = static_cast<int>(random() % 1000),
          .price = static_cast<double>(random() % 100'000) / 100,
          .status = kStatus[random() % std::size(kStatus)],
          .version = 0};
}

std::int64_t rows_of(const Params& params) {
  return std::clamp<std::int64_t>(params.get<std::int64_t>("rows").value_or(1000), 0, kMaxRows);
}

}  // namespace

void Table::mount(Socket&, const Params& params) {
  versions = params.get<bool>("versions").value_or(params.get<int>("versions").value_or(0) != 0);
  stage = stage_of(params);
  const std::int64_t count = rows_of(params);
  rows.reserve(static_cast<std::size_t>(count));
  while (next_id <= count) rows.push_back(make(next_id++, random));
}

void Table::act(const std::string& name) {
  if (name == "prepend") prepend();
  else if (name == "churn") churn();
  else touch();
}

void Table::touch() {
  if (rows.empty()) return;
  Item& item = rows[random() % rows.size()];
  ++item.qty;
  ++item.version;
}

void Table::swap() {
  if (rows.size() < 2) return;
  std::swap(rows[random() % rows.size()], rows[random() % rows.size()]);
}

void Table::prepend() { rows.insert(rows.begin(), make(next_id++, random)); }

void Table::churn() {
  prepend();
  rows.pop_back();
}

void Table::remove() {
  if (!rows.empty()) rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(random() % rows.size()));
}

void Table::shuffle() { std::ranges::shuffle(rows, random); }

Html Table::render() const {
  const Html body = versions ? each(rows, &Item::id, &Item::version, row) : each(rows, &Item::id, row);
  return HTML(R"(
    <p>
      <button lv-click={touch}>touch</button>
      <button lv-click={swap}>swap</button>
      <button lv-click={prepend}>prepend</button>
      <button lv-click={remove}>delete</button>
      <button lv-click={shuffle}>shuffle</button>
    </p>
    <table>
      <thead><tr><th>id</th><th>name</th><th>qty</th><th>price</th><th>status</th></tr></thead>
      <tbody>{body}</tbody>
    </table>)",
              arg("touch", on<&Table::touch>()), arg("swap", on<&Table::swap>()), arg("prepend", on<&Table::prepend>()),
              arg("remove", on<&Table::remove>().as<"delete">()), arg("shuffle", on<&Table::shuffle>()), body);
}

void BlockTable::mount(Socket&, const Params& params) {
  for (std::int64_t id = 1; id <= rows_of(params); ++id) rows.push_back(make(id, random));
}

void BlockTable::touch() {
  if (!rows.empty()) ++rows.edit(random() % rows.size()).qty;
}

Html BlockTable::render() const {
  return HTML(R"(<button lv-click={touch}>touch</button> <table><tbody>{body}</tbody></table>)", arg("touch", on<&BlockTable::touch>()),
              arg("body", each(rows, &Item::id, row)));
}
