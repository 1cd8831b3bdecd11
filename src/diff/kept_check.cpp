#include "diff/kept_check.h"

#include "diff/list_match.h"

namespace golive::diff {
namespace {

bool holds_kept(const detail::Value& value) noexcept {
  switch (value.kind) {
    case detail::ValueKind::instance:
      return diff::holds_kept(*value.instance);
    case detail::ValueKind::kept:
      return value.kept->instance == nullptr || diff::holds_kept(*value.kept->instance);
    case detail::ValueKind::list:
      for (std::uint32_t i = 0; i < value.list->count; ++i)
        if (const auto* row = value.list->rows[i].instance; row == nullptr || diff::holds_kept(*row)) return true;
      return false;
    default:
      return false;
  }
}

}  // namespace

bool holds_kept(const detail::Instance& instance) noexcept {
  if (!instance.info->has_node_slots) return false;
  for (std::uint32_t i = 0; i < instance.info->slot_count; ++i)
    if (holds_kept(instance.values()[i])) return true;
  return false;
}

bool KeptCheck::fits(const detail::Instance& fresh, const InstanceMemory& memory) const noexcept {
  return same_template(memory.info(), *fresh.info) ? cells(fresh, memory.cells()) : !holds_kept(fresh);
}

bool KeptCheck::cells(const detail::Instance& fresh, const Cell* cells) const noexcept {
  if (!fresh.info->has_node_slots) return true;
  for (std::uint32_t i = 0; i < fresh.info->slot_count; ++i)
    if (fresh.info->slots[i].kind == detail::SlotKind::node && !node(fresh.values()[i], cells[i])) return false;
  return true;
}

bool KeptCheck::node(const detail::Value& fresh, Cell cell) const noexcept {
  const detail::Instance* instance = nullptr;
  switch (fresh.kind) {
    case detail::ValueKind::list:
      return list(*fresh.list, cell);
    case detail::ValueKind::instance:
      instance = fresh.instance;
      break;
    case detail::ValueKind::kept:
      instance = fresh.kept->instance;
      if (instance == nullptr) return cell.instance() != nullptr && sites_.find(fresh.kept->site) == cell;
      break;
    default:
      return true;
  }
  return cell.instance() != nullptr ? fits(*instance, *cell.instance()) : !holds_kept(*instance);
}

bool KeptCheck::list(const detail::List& fresh, Cell cell) const noexcept {
  const ListMemory* old = cell.list();
  const bool comparable = old != nullptr && fits_list(fresh, *old);
  const bool skipped = comparable && fresh.site != 0 && old->site() == fresh.site && sites_.find(fresh.site) == cell;
  if (fresh.kept_head + fresh.kept_tail != 0 && !skipped) return false;
  KeyCursor cursor = comparable ? old->cursor() : KeyCursor{};
  cursor.at = fresh.kept_head;
  for (std::uint32_t i = fresh.kept_head; i < fresh.touched_end(); ++i) {
    const detail::Row& each = fresh.rows[i];
    if (each.instance == nullptr) {
      if (!skipped) return false;
    } else if (each.instance->info->has_node_slots && !(comparable ? row(each, *old, cursor) : !holds_kept(*each.instance))) {
      return false;
    }
  }
  return true;
}

bool KeptCheck::row(const detail::Row& fresh, const ListMemory& old, KeyCursor& cursor) const noexcept {
  const std::uint32_t i = old.find(fresh.key, cursor);
  if (i == kNowhere || !fits_row(fresh, old, i)) return !holds_kept(*fresh.instance);
  return cells(*fresh.instance, old.row_template() != nullptr ? old.cells(i) : old.cells(i)->instance()->cells());
}

}  // namespace golive::diff
