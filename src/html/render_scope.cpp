#include "golive/render_scope.h"

#include <atomic>

#include "base/hash.h"

namespace golive {

namespace detail {

constinit thread_local RenderState render_state;

namespace {

// Generations are handed to threads in blocks, so that loops do not fight over one counter.
std::uint32_t next_generation() {
  constexpr std::uint32_t kBlock = 4096;
  static constinit std::atomic<std::uint32_t> blocks{0};
  constinit thread_local std::uint32_t next = 0;
  if (next % kBlock == 0) next = blocks.fetch_add(kBlock, std::memory_order_relaxed);
  ++next;
  return next == 0 ? next_generation() : next;  // 0 means no scope
}

Arena& thread_arena() {
  thread_local Arena arena;
  return arena;
}

}  // namespace

SiteId enter_site(const void* tag) {
  RenderState& state = render_state;
  const std::uint64_t site = hash_value(state.path, static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(tag)));
  for (Occurrence* seen = state.occurrences; seen != nullptr; seen = seen->next)
    if (seen->site == site) return hash_value(site, ++seen->count) | 1;
  state.occurrences = new (state.arena->allocate(sizeof(Occurrence))) Occurrence{site, 0, state.occurrences};
  return site | 1;  // 0 means no versions
}

std::uint64_t row_path(SiteId site, const Value& key) noexcept {
  return key.kind == ValueKind::integer ? hash_value(site, key.integer) : hash_bytes(site, key.view());
}

}  // namespace detail

RenderScope::RenderScope(detail::SkipMemory* memory, bool verify) : RenderScope(detail::thread_arena(), memory, verify) {}

RenderScope::RenderScope(detail::SkipMemory* memory, bool verify, detail::SharedParts* shared) : RenderScope(memory, verify) {
  detail::render_state.shared = shared;
}

RenderScope::RenderScope(detail::Arena& arena, detail::SkipMemory* memory, bool verify)
    : outer_(detail::render_state), mark_(arena.used()) {
  detail::render_state = {&arena, verify ? nullptr : memory, process_hash_key(), nullptr, detail::next_generation()};
}

RenderScope::~RenderScope() {
  detail::render_state.arena->release(mark_);
  detail::render_state = outer_;
}

}  // namespace golive
