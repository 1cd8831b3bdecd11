#include "diff/builder.h"

#include "diff/rows.h"
#include "diff/shared_memory.h"
#include "diff/tree_writer.h"

namespace golive::diff {

void set_memo(InstanceMemory& memory, detail::SiteId site, std::uint64_t version, Shared& shared) {
  memory.version = version;
  if (memory.site == site) return;
  if (memory.site != 0) shared.sites->remove(memory.site, Cell::of(&memory));
  memory.site = site;
  if (site != 0) shared.sites_now().add(site, Cell::of(&memory));
}

void Builder::cells(const detail::Instance& instance, Cell* cells) {
  const detail::TemplateInfo& info = *instance.info;
  for (std::uint32_t i = 0; i < info.slot_count; ++i) {
    const detail::Value& value = instance.values()[i];
    if (info.slots[i].kind == detail::SlotKind::node) node(value, cells[i]);
    else cells[i] = cell_of(shared_.hash_key, value);
  }
}

void Builder::node(const detail::Value& value, Cell& cell) {
  switch (value.kind) {
    case detail::ValueKind::instance:
      instance(*value.instance, cell);
      return;
    case detail::ValueKind::kept:
      instance(rendered(*value.kept), cell);
      set_memo(*cell.instance(), value.kept->site, value.kept->version, shared_);
      return;
    case detail::ValueKind::list:
      list(*value.list, cell);
      return;
    case detail::ValueKind::raw:
      cell = raw_cell_of(shared_.hash_key, value);
      return;
    case detail::ValueKind::shared:
      cell = Cell::of(new SharedMemory(SharedPart::of(*value.shared)));
      return;
    default:
      cell = {};
  }
}

void Builder::instance(const detail::Instance& instance, Cell& cell) {
  InstanceMemory* memory = InstanceMemory::make(*instance.info);
  cell = Cell::of(memory);
  cells(instance, memory->cells());
}

void Builder::list(const detail::List& all, Cell& cell) {
  Scratch::Frame frame;
  const bool text_keys = any_text_key(all);
  const detail::List plain = text_keys ? with_text_keys(all, frame) : all;
  const Duplicates duplicates = drop_duplicates(plain, shared_.verify, frame);
  found_duplicates_ |= duplicates.found;
  const detail::List& list = duplicates.found ? duplicates.list : plain;
  auto* memory = new ListMemory(row_template(list), text_keys);
  cell = Cell::of(memory);
  if (list.site != 0) memory->set_site(list.site, &shared_.sites_now());
  memory->reserve(list.count);
  for (std::uint32_t i = 0; i < list.count; ++i) {
    memory->append(list.rows[i].key, list.rows[i].version);
    row(list.rows[i], *memory, i);
  }
}

void Builder::row(const detail::Row& row, ListMemory& list, std::uint32_t i) {
  if (list.row_template() != nullptr) cells(rendered(row), list.cells(i));
  else instance(rendered(row), *list.cells(i));
}

}  // namespace golive::diff
