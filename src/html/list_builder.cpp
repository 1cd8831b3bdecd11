#include "golive/detail/list_builder.h"

#include <algorithm>
#include <cstring>

namespace golive::detail {

namespace {

template <class T>
T* allocate(std::size_t count = 1) {
  return static_cast<T*>(render_state.arena->allocate(count * sizeof(T)));
}

bool is_unchanged_memo(SiteId site, std::uint64_t version) {
  SentRows none;
  std::uint32_t next = 0;
  SkipMemory* const memory = render_state.memory;
  return memory != nullptr && memory->begin(site, none) && memory->unchanged(site, Value(), version, next);
}

}  // namespace

ListBuilder::ListBuilder(const void* tag, std::size_t size_hint, Versioned versioned)
    : rows_(allocate<Row>(size_hint)),
      capacity_(static_cast<std::uint32_t>(size_hint)),
      site_(enter_site(tag)),
      versioned_(versioned == Versioned::yes),
      skip_(versioned_ ? render_state.memory : nullptr, site_) {}

void ListBuilder::end_row(Html html) {
  const Instance* instance = row_instance(html);
  if (instance == nullptr) return;
  rows_[count_].instance = instance;
  ++count_;
}

Html ListBuilder::finish() {
  auto* list = allocate<List>();
  *list = List{rows_, count_, versioned_ ? site_ : 0, 0, 0};
  if (versioned_) {
    list->kept_head = skip_.kept_head(count_);
    list->kept_tail = skip_.kept_tail(count_);
  }
  return to_html(list);
}

void ListBuilder::grow() {
  const std::uint32_t capacity = std::max<std::uint32_t>(8, capacity_ * 2);
  auto* rows = allocate<Row>(capacity);
  if (count_ > 0) std::memcpy(rows, rows_, count_ * sizeof(Row));
  rows_ = rows;
  capacity_ = capacity;
}

MemoBuilder::MemoBuilder(const void* tag, std::uint64_t version)
    : site_(enter_site(tag)), version_(version), unchanged_(is_unchanged_memo(site_, version)) {}

Html MemoBuilder::kept() const {
  auto* kept = allocate<Kept>();
  *kept = Kept{site_, version_, nullptr};
  return to_html(kept);
}

Html MemoBuilder::finish(Html html) const {
  auto* kept = allocate<Kept>();
  *kept = Kept{site_, version_, &root_instance(html)};
  return to_html(kept);
}

}  // namespace golive::detail
