#include "diff/list_match.h"

#include <algorithm>
#include <cassert>

#include "diff/instance_memory.h"
#include "diff/key_index.h"
#include "diff/rows.h"

namespace golive::diff {
namespace {

// Below this many new rows their keys are looked for one by one; above, every row outside the window is looked up among them.
constexpr std::uint32_t kFewRows = 4;

ListMatch window_of(const detail::List& fresh, const ListMemory& old) noexcept {
  const auto stays = [&](std::uint32_t before, std::uint32_t now) {
    return old.key_is(before, fresh.rows[now].key) && fits_row(fresh.rows[now], old, before);
  };
  assert(fresh.kept_head + fresh.kept_tail <= old.count());
  ListMatch window{fresh.kept_head, old.count() - fresh.kept_tail, fresh.touched_end()};
  const std::uint32_t both = std::min(window.old_end, window.fresh_end);
  while (window.prefix < both && stays(window.prefix, window.prefix)) ++window.prefix;
  while (window.old_end > window.prefix && window.fresh_end > window.prefix && stays(window.old_end - 1, window.fresh_end - 1)) {
    --window.old_end;
    --window.fresh_end;
  }
  return window;
}

bool repeats_outside(const detail::List& fresh, const ListMemory& old, const ListMatch& window, const KeyIndex& index,
                     std::uint32_t inserted) {
  if (inserted <= kFewRows) {
    for (std::uint32_t j = 0; j < window.count(); ++j)
      if (window.from[j] == kNowhere && old.find_outside(fresh.rows[window.prefix + j].key, window.prefix, window.old_end) != kNowhere)
        return true;
    return false;
  }
  for (std::uint32_t i = 0; i < fresh.count; ++i)
    if ((i < window.prefix || i >= window.fresh_end) && index.find(fresh.rows[i].key) != kNowhere) return true;
  return false;
}

ListMatch::Outcome match(const detail::List& fresh, const ListMemory& old, Hash hash_key, ListMatch& window, Scratch::Frame& frame) {
  const std::uint32_t count = window.count();
  const detail::Row* rows = fresh.rows + window.prefix;
  KeyIndex index(frame, hash_key, rows, count);
  for (std::uint32_t j = 0; j < count; ++j)
    if (!index.insert(j)) return ListMatch::Outcome::duplicates;
  auto* from = frame.take<std::uint32_t>(count);
  auto* removed = frame.take<std::uint32_t>(window.old_end - window.prefix);
  std::fill_n(from, count, kNowhere);
  std::uint32_t inserted = count;
  for (std::uint32_t i = window.prefix; i < window.old_end; ++i) {
    const std::uint32_t j = index.find(old.key(i));
    if (j != kNowhere && fits_row(rows[j], old, i)) {
      from[j] = i;
      --inserted;
    } else {
      removed[window.removed_count++] = i;
    }
  }
  window.from = from;
  window.removed = removed;
  if (inserted != 0 && repeats_outside(fresh, old, window, index, inserted)) return ListMatch::Outcome::duplicates;
  const bool is_all = window.prefix == 0 && window.old_end == old.count();
  return inserted == count && is_all ? ListMatch::Outcome::nothing_survives : ListMatch::Outcome::operations;
}

}  // namespace

bool fits_list(const detail::List& fresh, const ListMemory& old, bool exactly) noexcept {
  if (fresh.count == 0 || old.count() == 0) return false;
  if (!old.has_text_keys() && any_text_key(fresh)) return false;
  return (old.row_template() == nullptr && !exactly) || row_template(fresh, old.row_template()) == old.row_template();
}

bool fits_row(const detail::Row& fresh, const ListMemory& old, std::uint32_t i) noexcept {
  return old.row_template() != nullptr || fresh.instance == nullptr ||
         same_template(old.cells(i)->instance()->info(), *fresh.instance->info);
}

ListMatch ListMatch::of(const detail::List& fresh, const ListMemory& old, Hash hash_key, Scratch::Frame& frame) {
  ListMatch window = window_of(fresh, old);
  if (!window.is_empty()) window.outcome = match(fresh, old, hash_key, window, frame);
  return window;
}

}  // namespace golive::diff
