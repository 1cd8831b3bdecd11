#include "diff/phoenix_differ.h"

#include <algorithm>

#include "diff/json.h"
#include "diff/phoenix_keys.h"

namespace golive::diff {
namespace {

const detail::TemplateInfo& template_of(const ListMemory& list, std::uint32_t row) noexcept {
  return list.row_template() != nullptr ? *list.row_template() : list.cells(row)->instance()->info();
}

// Does a mark stand before this row, between two texts?
bool is_separated(const ListMemory& list, std::uint32_t row) noexcept {
  return row != 0 && wraps_rows(list.row_template()) && template_of(list, row - 1).ends_with_text &&
         template_of(list, row).starts_with_text;
}

}  // namespace

void write_phoenix_diff(Shared& shared, const detail::Instance& root, Cell* cells, JsonObject& object, bool piece) {
  PhoenixStatics statics(piece);
  PhoenixDiffer(shared, statics, object.out()).cells(root, cells, object);
  if (!statics.has_table()) return;
  object.member(phoenix::kTemplates);
  statics.write_table(object.out());
}

void PhoenixDiffer::shared(SharedMemory& seen, JsonObject& parent, std::uint32_t slot) {
  const Encoded* const change = seen.advance(Form::phoenix_piece);
  if (change == nullptr) return;
  parent.member(slot);
  out_ += change->bytes;
}

void PhoenixDiffer::replace(const detail::Value& fresh, Cell& cell, JsonObject& parent, std::uint32_t slot) {
  clear_node(cell, shared_.sites.get());
  Builder builder(shared_);
  builder.node(fresh, cell);
  parent.member(slot);
  PhoenixWriter(out_, statics_, builder.found_duplicates()).node(fresh);
}

void PhoenixDiffer::rows(const detail::List& fresh, ListMemory& old, const ListMatch& match, JsonObject& object) {
  JsonObject inside(object, phoenix::kRows);
  entries(fresh, old, match, inside);
  inside.close();
}

void PhoenixDiffer::entries(const detail::List& fresh, ListMemory& old, const ListMatch& match, JsonObject& object) {
  Scratch::Frame frame;
  const std::uint32_t old_count = old.count();
  auto* separated = frame.take<bool>(old_count);
  for (std::uint32_t i = 0; i < old_count; ++i) separated[i] = is_separated(old, i);
  if (!match.is_empty()) {
    for (std::uint32_t i = 0; i < match.removed_count; ++i) old.clear_row(match.removed[i], shared_.sites.get());
    old.splice(match.prefix, match.old_end, fresh.rows + match.prefix, match.from, match.count());
  }
  bool moved = false;
  // Rows that were kept at the end stand elsewhere if the list has another length now, and the first of them perhaps behind another text.
  const std::uint32_t end = fresh.count == old_count ? std::min(fresh.touched_end() + 1, fresh.count) : fresh.count;
  for (std::uint32_t i = fresh.kept_head; i < end; ++i) {
    if (match.inserted(i)) {
      insert(fresh.rows[i], old, i, object);
      continue;
    }
    const std::uint32_t from = match.old_place(i);
    if (from != i) {
      moved = true;
      move(fresh.rows[i], old, i, from, separated[from], object);
      continue;
    }
    JsonObject row(object, i);
    update(fresh.rows[i], old, i, separated[from], row);
    row.close();
  }
  if (!object.is_open() && fresh.count == old_count) return;
  object.member(phoenix::kCount);
  json::write_unsigned(out_, fresh.count);
  if (!moved) return;
  object.member(phoenix::kMoved);
  out_.append("true");
}

void PhoenixDiffer::insert(const detail::Row& fresh, ListMemory& list, std::uint32_t i, JsonObject& rows) {
  Builder builder(shared_);
  builder.row(fresh, list, i);
  rows.member(i);
  PhoenixWriter(out_, statics_, builder.found_duplicates()).row(fresh, wraps_rows(list.row_template()), is_separated(list, i));
}

// What did not change but for its place is its old place alone.
void PhoenixDiffer::move(const detail::Row& fresh, ListMemory& list, std::uint32_t i, std::uint32_t from, bool was_separated,
                         JsonObject& rows) {
  rows.member(i);
  const std::size_t begin = out_.size();
  out_ += '[';
  json::write_unsigned(out_, from);
  out_ += ',';
  JsonObject row(out_);
  update(fresh, list, i, was_separated, row);
  row.close();
  if (row.is_open()) {
    out_ += ']';
    return;
  }
  out_.resize(begin);
  json::write_unsigned(out_, from);
}

void PhoenixDiffer::update(const detail::Row& fresh, ListMemory& list, std::uint32_t i, bool was_separated, JsonObject& row) {
  const bool wrapped = wraps_rows(list.row_template());
  if (const bool now = is_separated(list, i); now != was_separated) {
    row.member(0u);
    writer_.separator(now);
  }
  if (fresh.instance == nullptr) return;
  Cell* const cells = list.row_template() != nullptr ? list.cells(i) : list.cells(i)->instance()->cells();
  bool changed = false;
  if (wrapped) {
    JsonObject inside(row, 1u);
    this->cells(*fresh.instance, cells, inside);
    inside.close();
    changed = inside.is_open();
  } else {
    this->cells(*fresh.instance, cells, row);
    changed = row.is_open();
  }
  if (shared_.verify && changed && list.site() != 0 && list.version(i) == fresh.version)
    refuse_silent_change("row " + key_text(fresh.key), *fresh.instance->info);
  list.set_version(i, fresh.version);
}

}  // namespace golive::diff
