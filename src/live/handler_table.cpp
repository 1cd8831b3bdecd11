#include "golive/detail/handler_table.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/nearest_name.h"
#include "golive/detail/component_type.h"
#include "golive/error.h"

namespace golive::detail {

namespace {

// All handlers of the program, newest first. A plain pointer, so that it is there before any other initialisation.
constinit std::atomic<Handler*> registered_handlers{nullptr};
constinit std::atomic<SealedMethod*> sealed_methods{nullptr};

template <class Node>
void push(std::atomic<Node*>& list, Node& node) noexcept {
  node.next = list.load(std::memory_order_relaxed);
  while (!list.compare_exchange_weak(node.next, &node, std::memory_order_release, std::memory_order_relaxed)) {
  }
}

std::size_t hash_of(std::string_view name) noexcept {
  std::uint64_t hash = 0xcbf29ce484222325U;  // FNV-1a: names are short and ours
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return static_cast<std::size_t>(hash ^ hash >> 32);
}

// The same method, bound in several shared libraries, is registered once by each.
template <class Method>
bool is_same(const Handler& a, const Method& b) {
  return a.method == b.method && a.type == b.type && *a.owner->info == *b.owner->info;
}

bool is_sealed(const Handler& handler) {
  for (const SealedMethod* sealed = sealed_methods.load(std::memory_order_acquire); sealed != nullptr; sealed = sealed->next)
    if (is_same(handler, *sealed)) return true;
  return false;
}

[[noreturn]] void throw_same_name(const Handler& a, const Handler& b, const ComponentType& type) {
  const auto spelled = [](const Handler& handler) { return std::string(handler.method).append(" [").append(handler.type).append("]"); };
  throw Error::of("GL0301", {spelled(a), spelled(b), a.name}, type.type_name);
}

}  // namespace

void register_handler(Handler& handler) noexcept { push(registered_handlers, handler); }
void register_sealed(SealedMethod& method) noexcept { push(sealed_methods, method); }

HandlerTable::~HandlerTable() {
  for (const Offset* offset = offsets_.load(); offset != nullptr;) delete std::exchange(offset, offset->next);
}

void HandlerTable::collect(const ComponentType& type) {
  for (const Handler* handler = registered_handlers.load(std::memory_order_acquire); handler != nullptr; handler = handler->next) {
    if (*handler->owner->info == *type.info || handler->owner->accepts(type)) handlers_.push_back(handler);
  }
  std::sort(handlers_.begin(), handlers_.end(), [](const Handler* a, const Handler* b) { return a->name < b->name; });
  for (std::size_t i = 1; i < handlers_.size(); ++i) {
    const Handler& a = *handlers_[i - 1];
    const Handler& b = *handlers_[i];
    if (a.name == b.name && !is_same(a, b)) throw_same_name(a, b, type);
  }
  handlers_.erase(std::unique(handlers_.begin(), handlers_.end(), [](const Handler* a, const Handler* b) { return a->name == b->name; }),
                  handlers_.end());
  for (const Handler* handler : handlers_) {
    if (!is_sealed(*handler)) continue;
    handler->sealed.store(true, std::memory_order_relaxed);
    has_sealed_ = true;
  }
  std::size_t slots = 4;
  while (slots < 2 * handlers_.size()) slots *= 2;
  slots_.assign(slots, nullptr);
  for (const Handler* handler : handlers_) {
    std::size_t slot = hash_of(handler->name) & (slots - 1);
    while (slots_[slot] != nullptr) slot = (slot + 1) & (slots - 1);
    slots_[slot] = handler;
  }
}

const Handler* HandlerTable::find(std::string_view name) const noexcept {
  if (slots_.empty()) return nullptr;
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = hash_of(name) & mask; slots_[slot] != nullptr; slot = (slot + 1) & mask) {
    if (slots_[slot]->name == name) return slots_[slot];
  }
  return nullptr;
}

std::string_view HandlerTable::nearest(std::string_view name) const {
  std::vector<std::string_view> names;
  for (const Handler* handler : handlers_) names.emplace_back(handler->name);
  return nearest_name(name, names);
}

std::string HandlerTable::names() const {
  constexpr std::size_t kShownNames = 12;
  std::string list;
  for (std::size_t i = 0; i < handlers_.size() && i <= kShownNames; ++i) {
    if (i > 0) list += ", ";
    list += i == kShownNames ? std::string_view("...") : handlers_[i]->name;
  }
  return list;
}

void* upcast(const ComponentType& type, const MethodClass& owner, void* object) {
  if (*owner.info == *type.info) return object;
  auto& offsets = type.handlers.offsets_;
  const HandlerTable::Offset* known = offsets.load(std::memory_order_acquire);
  for (const auto* offset = known; offset != nullptr; offset = offset->next) {
    if (offset->owner == &owner) return static_cast<std::byte*>(object) + offset->bytes;
  }
  void* base = owner.catch_pointer(type, object);
  if (base == nullptr) return nullptr;
  // Every object of the type is complete, so a base, virtual ones too, always lies at the same place. Two threads may add the same entry.
  auto* found = new HandlerTable::Offset{&owner, static_cast<std::byte*>(base) - static_cast<std::byte*>(object), known};
  while (!offsets.compare_exchange_weak(found->next, found, std::memory_order_release, std::memory_order_acquire)) {
  }
  return base;
}

}  // namespace golive::detail
