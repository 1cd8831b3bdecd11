#include "golive/detail/list_builder.h"

#include <algorithm>
#include <cstring>

namespace golive::detail {

namespace {

template <class T>
T* allocate(std::size_t count = 1) {
  return static_cast<T*>(render_state.arena->allocate(count * sizeof(T)));
}

bool is_remembered(SiteId site) { return render_state.memory != nullptr && render_state.memory->begin(site); }

}  // namespace

ListBuilder::ListBuilder(const void* tag, std::size_t size_hint, Versioned versioned)
    : rows_(allocate<Row>(size_hint)),
      capacity_(static_cast<std::uint32_t>(size_hint)),
      site_(enter_site(tag)),
      versioned_(versioned == Versioned::yes),
      remembered_(versioned_ && is_remembered(site_)) {}

bool ListBuilder::begin_row(const Value& key, std::uint64_t version) {
  if (count_ == capacity_) grow();
  const bool unchanged = remembered_ && render_state.memory->unchanged(site_, key, version);
  rows_[count_] = Row{key, version, nullptr};
  if (unchanged) ++count_;
  return !unchanged;
}

void ListBuilder::end_row(Html html) {
  const Instance* instance = row_instance(html);
  if (instance == nullptr) return;
  rows_[count_].instance = instance;
  ++count_;
}

Html ListBuilder::finish() {
  auto* list = allocate<List>();
  *list = List{rows_, count_, versioned_ ? site_ : 0};
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
    : site_(enter_site(tag)),
      version_(version),
      unchanged_(is_remembered(site_) && render_state.memory->unchanged(site_, Value(), version)) {}

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
