#pragma once
// The walk of a new tree against the memory, which it brings up to date in the same step. How what differs is written is the form's, Differ
// or PhoenixDiffer: they derive from it.
#include <cstdint>
#include <string>

#include "diff/builder.h"
#include "diff/json_object.h"
#include "diff/list_match.h"
#include "diff/rows.h"
#include "diff/shared_memory.h"

namespace golive::diff {

// `Form` has: changed(slot, value), shared(seen, parent, slot), replace(fresh, cell, parent, slot) and
// rows(fresh, old, match, object).
template <class Form>
class DiffWalk {
 public:
  // Of an instance whose template is unchanged. `object` is open afterwards if anything differed; the caller closes it.
  void cells(const detail::Instance& fresh, Cell* cells, JsonObject& object);

 protected:
  explicit DiffWalk(Shared& shared) noexcept : shared_(shared) {}

  Shared& shared_;

 private:
  Form& form() noexcept { return static_cast<Form&>(*this); }
  void node(const detail::Value& fresh, Cell& cell, JsonObject& parent, std::uint32_t slot);
  void instance(const detail::Instance& fresh, const detail::Kept* memo, const detail::Value& value, Cell& cell, JsonObject& parent,
                std::uint32_t slot);
  void list(const detail::Value& value, const detail::List& given, Cell& cell, JsonObject& parent, std::uint32_t slot);
};

template <class Form>
void DiffWalk<Form>::cells(const detail::Instance& fresh, Cell* cells, JsonObject& object) {
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
    form().changed(info.slots[i], values[i]);
  }
}

template <class Form>
void DiffWalk<Form>::node(const detail::Value& fresh, Cell& cell, JsonObject& parent, std::uint32_t slot) {
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
      if (cell.shared() != nullptr && cell.shared()->is_of(*fresh.shared)) return form().shared(*cell.shared(), parent, slot);
      break;
    default:
      if (cell.is_nothing()) return;
  }
  form().replace(fresh, cell, parent, slot);
}

template <class Form>
void DiffWalk<Form>::instance(const detail::Instance& fresh, const detail::Kept* memo, const detail::Value& value, Cell& cell,
                              JsonObject& parent, std::uint32_t slot) {
  InstanceMemory* old = cell.instance();
  if (old == nullptr || !same_template(old->info(), *fresh.info)) return form().replace(value, cell, parent, slot);
  JsonObject object(parent, slot);
  cells(fresh, old->cells(), object);
  object.close();
  if (shared_.verify && memo != nullptr && object.is_open() && old->site == memo->site && old->version == memo->version)
    refuse_silent_change("a memo", *fresh.info);
  set_memo(*old, memo == nullptr ? 0 : memo->site, memo == nullptr ? 0 : memo->version, shared_);
}

template <class Form>
void DiffWalk<Form>::list(const detail::Value& value, const detail::List& given, Cell& cell, JsonObject& parent, std::uint32_t slot) {
  ListMemory& old = *cell.list();
  if (given.count == 0 && old.count() == 0) return;
  if (!fits_list(given, old, shared_.for_many)) return form().replace(value, cell, parent, slot);
  Scratch::Frame frame;
  const detail::List fresh = old.has_text_keys() ? with_text_keys(given, frame) : given;
  const ListMatch match = ListMatch::of(fresh, old, shared_.hash_key, frame);
  if (match.outcome == ListMatch::Outcome::nothing_survives) return form().replace(value, cell, parent, slot);
  if (match.outcome == ListMatch::Outcome::duplicates) {
    const Duplicates duplicates = drop_duplicates(fresh, shared_.verify, frame);
    detail::Value distinct = value;
    distinct.list = &duplicates.list;
    return list(distinct, duplicates.list, cell, parent, slot);
  }
  if (fresh.site != old.site()) old.set_site(fresh.site, &shared_.sites_now());
  JsonObject object(parent, slot);
  form().rows(fresh, old, match, object);
  object.close();
}

}  // namespace golive::diff
