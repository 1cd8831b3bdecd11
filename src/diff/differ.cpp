#include "diff/differ.h"

#include "diff/rows.h"
#include "diff/shared_memory.h"
#include "diff/tree_writer.h"

namespace golive::diff {

void Differ::cells(const detail::Instance& fresh, Cell* cells, JsonObject& object) {
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
    if (values[i].kind == detail::ValueKind::attribute_set) write_attributes(out_, *values[i].attributes);
    else write_scalar(out_, values[i]);
  }
}

void Differ::node(const detail::Value& fresh, Cell& cell, JsonObject& parent, std::uint32_t slot) {
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

void Differ::instance(const detail::Instance& fresh, const detail::Kept* memo, const detail::Value& value, Cell& cell, JsonObject& parent,
                      std::uint32_t slot) {
  InstanceMemory* old = cell.instance();
  if (old == nullptr || !same_template(old->info(), *fresh.info)) return replace(value, cell, parent, slot);
  JsonObject object(parent, slot);
  cells(fresh, old->cells(), object);
  object.close();
  if (shared_.verify && memo != nullptr && object.is_open() && old->site == memo->site && old->version == memo->version)
    refuse_silent_change("a memo", *fresh.info);
  set_memo(*old, memo == nullptr ? 0 : memo->site, memo == nullptr ? 0 : memo->version, shared_);
}

void Differ::shared(SharedMemory& seen, JsonObject& parent, std::uint32_t slot) {
  const Encoded* const change = seen.advance(Form::native);
  if (change == nullptr) return;
  parent.member(slot);
  change->append_to(out_, sent_);
}

void Differ::replace(const detail::Value& fresh, Cell& cell, JsonObject& parent, std::uint32_t slot) {
  clear_node(cell, shared_.sites.get());
  Builder builder(shared_);
  builder.node(fresh, cell);
  parent.member(slot);
  TreeWriter(out_, sent_, builder.found_duplicates()).node(fresh);
}

}  // namespace golive::diff
