#include "diff/phoenix_differ.h"

#include <algorithm>

#include "diff/json.h"
#include "diff/phoenix_keys.h"
#include "diff/rows.h"
#include "diff/shared_memory.h"

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

void PhoenixDiffer::cells(const detail::Instance& fresh, Cell* cells, JsonObject& object) {
  const detail::TemplateInfo& info = *fresh.info;
  const detail::Value* values = fresh.values();
  for (std::uint32_t i = 0; i < info.slot_count; ++i) {
    if (info.slots[i].kind == detail::SlotKind::node) {
      node(values[i], cells[i], object, i);
      continue;
    }
    const Cell now = cell_of(shared_.hash_key, values[i]);
    if (now == cells[i]) continue;
    cells[i] = now;
    object.member(i);
    writer_.slot(info.slots[i], values[i]);
  }
}

void PhoenixDiffer::node(const detail::Value& fresh, Cell& cell, JsonObject& parent, std::uint32_t slot) {
  switch (fresh.kind) {
    case detail::ValueKind::instance:
      return instance(*fresh.instance, nullptr, fresh, cell, parent, slot);
    case detail::ValueKind::kept:
      if (fresh.kept->instance != nullptr) instance(*fresh.kept->instance, fresh.kept, fresh, cell, parent, slot);
      return;
    case detail::ValueKind::list:
      if (cell.list() != nullptr) return list(fresh, *fresh.list, cell, parent, slot);
      break;
    case detail::ValueKind::raw:
      if (cell == raw_cell_of(shared_.hash_key, fresh)) return;
      break;
    case detail::ValueKind::shared:
      if (cell.shared() != nullptr && cell.shared()->is_of(*fresh.shared)) return shared(*cell.shared(), parent, slot);
      break;
    default:
      if (cell.is_nothing()) return;
  }
  replace(fresh, cell, parent, slot);
}

void PhoenixDiffer::instance(const detail::Instance& fresh, const detail::Kept* memo, const detail::Value& value, Cell& cell,
                             JsonObject& parent, std::uint32_t slot) {
  InstanceMemory* old = cell.instance();
  if (old == nullptr || !same_template(old->info(), *fresh.info)) return replace(value, cell, parent, slot);
  JsonObject object(parent, slot);
  cells(fresh, old->cells(), object);
  object.close();
  if (shared_.verify && memo != nullptr && object.is_open() && old->site == memo->site && old->version == memo->version)
    refuse_silent_change("a memo", *fresh.info);
  set_memo(*old, memo == nullptr ? 0 : memo->site, memo == nullptr ? 0 : memo->version, shared_);
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

void PhoenixDiffer::list(const detail::Value& value, const detail::List& given, Cell& cell, JsonObject& parent, std::uint32_t slot) {
  ListMemory& old = *cell.list();
  if (given.count == 0 && old.count() == 0) return;
  if (!fits_list(given, old, shared_.for_many)) return replace(value, cell, parent, slot);
  Scratch::Frame frame;
  const detail::List fresh = old.has_text_keys() ? with_text_keys(given, frame) : given;
  const ListMatch match = ListMatch::of(fresh, old, shared_.hash_key, frame);
  if (match.outcome == ListMatch::Outcome::nothing_survives) return replace(value, cell, parent, slot);
  if (match.outcome == ListMatch::Outcome::duplicates) {
    const Duplicates duplicates = drop_duplicates(fresh, shared_.verify, frame);
    detail::Value distinct = value;
    distinct.list = &duplicates.list;
    return list(distinct, duplicates.list, cell, parent, slot);
  }
  if (fresh.site != old.site()) old.set_site(fresh.site, &shared_.sites_now());
  JsonObject object(parent, slot);
  JsonObject entries(object, phoenix::kRows);
  rows(fresh, old, match, entries);
  entries.close();
  object.close();
}

void PhoenixDiffer::rows(const detail::List& fresh, ListMemory& old, const ListMatch& match, JsonObject& object) {
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
