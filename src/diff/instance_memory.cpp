#include "diff/instance_memory.h"

#include <new>

#include "diff/list_memory.h"
#include "diff/shared_memory.h"
#include "diff/sites.h"

namespace golive::diff {

InstanceMemory* InstanceMemory::make(const detail::TemplateInfo& info) {
  void* block = ::operator new(sizeof(InstanceMemory) + info.slot_count * sizeof(Cell));
  auto* instance = new (block) InstanceMemory(info);
  std::uninitialized_default_construct_n(instance->cells(), info.slot_count);
  return instance;
}

void InstanceMemory::destroy(InstanceMemory* instance, Sites* sites) noexcept {
  if (instance == nullptr) return;
  clear_cells(instance->info(), instance->cells(), sites);
  if (instance->site != 0 && sites != nullptr) sites->remove(instance->site, Cell::of(instance));
  ::operator delete(instance);
}

InstanceMemory* InstanceMemory::clone() const {
  InstanceMemory* copy = make(*info_);
  try {
    clone_cells(*info_, cells(), copy->cells());
  } catch (...) {
    destroy(copy, nullptr);
    throw;
  }
  return copy;
}

void clone_cells(const detail::TemplateInfo& info, const Cell* from, Cell* to) {
  for (std::uint32_t i = 0; i < info.slot_count; ++i) {
    to[i] = from[i];
    if (info.slots[i].kind != detail::SlotKind::node) continue;
    if (const auto* instance = from[i].instance()) {
      to[i] = {};
      to[i] = Cell::of(instance->clone());
    } else if (const auto* list = from[i].list()) {
      to[i] = {};
      to[i] = Cell::of(list->clone());
    }
  }
}

void clear_node(Cell& cell, Sites* sites) noexcept {
  const Cell old = cell;
  cell = {};
  if (auto* instance = old.instance()) {
    InstanceMemory::destroy(instance, sites);
  } else if (auto* list = old.list()) {
    list->clear(sites);
    delete list;
  } else if (auto* shared = old.shared()) {
    delete shared;
  }
}

void clear_cells(const detail::TemplateInfo& info, Cell* cells, Sites* sites) noexcept {
  for (std::uint32_t i = 0; i < info.slot_count; ++i) {
    if (info.slots[i].kind == detail::SlotKind::node) clear_node(cells[i], sites);
    else cells[i] = {};
  }
}

Hash digest_cells(Hash key, const detail::TemplateInfo& info, const Cell* cells) noexcept {
  Hash hash = mix(key, info.fingerprint);
  for (std::uint32_t i = 0; i < info.slot_count; ++i) {
    Hash part = cells[i].bits();
    if (info.slots[i].kind == detail::SlotKind::node) {
      if (const auto* instance = cells[i].instance()) part = digest_cells(key, instance->info(), instance->cells());
      if (const auto* list = cells[i].list()) part = list->digest(key);
      if (const auto* shared = cells[i].shared()) part = shared->digest();
    }
    hash = mix(hash, part);
  }
  return hash;
}

std::size_t heap_bytes(const InstanceMemory& instance) noexcept {
  return sizeof instance + instance.info().slot_count * sizeof(Cell) + heap_bytes_of_cells(instance.info(), instance.cells());
}

std::size_t heap_bytes_of_cells(const detail::TemplateInfo& info, const Cell* cells) noexcept {
  std::size_t bytes = 0;
  for (std::uint32_t i = 0; i < info.slot_count; ++i) {
    if (info.slots[i].kind != detail::SlotKind::node) continue;
    if (const auto* instance = cells[i].instance()) bytes += heap_bytes(*instance);
    if (const auto* list = cells[i].list()) bytes += list->heap_bytes();
    if (cells[i].shared() != nullptr) bytes += sizeof(SharedMemory);  // the part itself is nobody's own
  }
  return bytes;
}

}  // namespace golive::diff
