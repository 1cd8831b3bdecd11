// The list part of the walk: which rows went, came and moved, and the diffs of those that stayed.
#include <algorithm>
#include <cassert>

#include "diff/differ.h"
#include "diff/key_index.h"
#include "diff/moves.h"
#include "diff/rows.h"
#include "diff/tree_keys.h"
#include "diff/tree_writer.h"
#include "golive/error.h"

namespace golive::diff {
namespace {

// Below this many new rows their keys are looked for one by one; above, every row outside the window is looked up among them.
constexpr std::uint32_t kFewRows = 4;

// Member "o" of a list diff, begun with its first operation.
class Operations {
 public:
  explicit Operations(JsonObject& object) noexcept : object_(object), out_(object.out()) {}

  void begin(std::string_view operation) {
    if (begun_) {
      out_ += ',';
    } else {
      object_.member(wire::kOperations);
      out_ += '[';
    }
    begun_ = true;
    out_.append("[\"").append(operation).append("\"");
  }
  void key(const detail::Value& key) {
    out_ += ',';
    write_scalar(out_, key);
  }
  // The row that the next ones are put before; the end of the list if `row` is its end.
  void before(const detail::List& list, std::uint32_t row) { key(row == list.count ? detail::Value{} : list.rows[row].key); }
  void end() { out_ += ']'; }
  void close() {
    if (begun_) out_ += ']';
  }

 private:
  JsonObject& object_;
  std::string& out_;
  bool begun_ = false;
};

[[noreturn]] void refuse_silent_change(const detail::Row& row) {
  const detail::TemplateInfo& info = *row.instance->info;
  throw Error::of("GL0202", {"row " + key_text(row.key)}, std::string(info.file) + ':' + std::to_string(info.line));
}

}  // namespace

bool fits_list(const detail::List& fresh, const ListMemory& old) noexcept {
  if (fresh.count == 0 || old.count() == 0) return false;
  if (!old.has_text_keys() && any_text_key(fresh)) return false;
  return old.row_template() == nullptr || row_template(fresh, old.row_template()) == old.row_template();
}

bool fits_row(const detail::Row& fresh, const ListMemory& old, std::uint32_t i) noexcept {
  return old.row_template() != nullptr || fresh.instance == nullptr ||
         same_template(old.cells(i)->instance()->info(), *fresh.instance->info);
}

void Differ::list(const detail::Value& value, const detail::List& given, Cell& cell, JsonObject& parent, std::uint32_t slot) {
  ListMemory& old = *cell.list();
  if (given.count == 0 && old.count() == 0) return;
  if (!fits_list(given, old)) return replace(value, cell, parent, slot);
  Scratch::Frame frame;
  const detail::List fresh = old.has_text_keys() ? with_text_keys(given, frame) : given;
  Window window = window_of(fresh, old);
  JsonObject object(parent, slot);
  if (!window.is_empty()) {
    const Match found = match(fresh, old, window, frame);
    if (found == Match::nothing_survives) return replace(value, cell, parent, slot);
    if (found == Match::duplicates) {
      const Duplicates duplicates = drop_duplicates(fresh, shared_.verify, frame);
      detail::Value distinct = value;
      distinct.list = &duplicates.list;
      return list(distinct, duplicates.list, cell, parent, slot);
    }
  }
  if (fresh.site != old.site()) old.set_site(fresh.site, &shared_.sites_now());
  if (!window.is_empty()) operations(fresh, old, window, object);
  updates(fresh, old, window, object);
  object.close();
}

Differ::Window Differ::window_of(const detail::List& fresh, const ListMemory& old) noexcept {
  const auto stays = [&](std::uint32_t before, std::uint32_t now) {
    return old.key_is(before, fresh.rows[now].key) && fits_row(fresh.rows[now], old, before);
  };
  assert(fresh.kept_head + fresh.kept_tail <= old.count());
  Window window{fresh.kept_head, old.count() - fresh.kept_tail, fresh.touched_end()};
  const std::uint32_t both = std::min(window.old_end, window.fresh_end);
  while (window.prefix < both && stays(window.prefix, window.prefix)) ++window.prefix;
  while (window.old_end > window.prefix && window.fresh_end > window.prefix && stays(window.old_end - 1, window.fresh_end - 1)) {
    --window.old_end;
    --window.fresh_end;
  }
  return window;
}

Differ::Match Differ::match(const detail::List& fresh, const ListMemory& old, Window& window, Scratch::Frame& frame) const {
  const std::uint32_t count = window.count();
  const detail::Row* rows = fresh.rows + window.prefix;
  KeyIndex index(frame, shared_.hash_key, rows, count);
  for (std::uint32_t j = 0; j < count; ++j)
    if (!index.insert(j)) return Match::duplicates;
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
  if (inserted != 0 && repeats_outside(fresh, old, window, index, inserted)) return Match::duplicates;
  return inserted == count && window.is_all(old) ? Match::nothing_survives : Match::operations;
}

bool Differ::repeats_outside(const detail::List& fresh, const ListMemory& old, const Window& window, const KeyIndex& index,
                             std::uint32_t inserted) const {
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

// Removals first, then from the end to the front, so that the row named as BEFORE always stands in its final place already.
void Differ::operations(const detail::List& fresh, ListMemory& old, const Window& window, JsonObject& object) {
  Operations operations(object);
  if (window.removed_count != 0) operations.begin(wire::kRemove);
  for (std::uint32_t i = 0; i < window.removed_count; ++i) {
    operations.key(old.key(window.removed[i]));
    old.clear_row(window.removed[i], shared_.sites.get());
  }
  if (window.removed_count != 0) operations.end();

  const std::uint32_t* from = window.from;
  old.splice(window.prefix, window.old_end, fresh.rows + window.prefix, from, window.count());
  Scratch::Frame frame;
  bool* stays = frame.take<bool>(window.count());
  find_staying(from, window.count(), stays, frame);
  for (std::uint32_t end = window.count(); end > 0;) {
    if (stays[end - 1]) {
      --end;
      continue;
    }
    const bool is_new = from[end - 1] == kNowhere;
    std::uint32_t begin = end - 1;
    while (begin > 0 && !stays[begin - 1] && (from[begin - 1] == kNowhere) == is_new) --begin;
    operations.begin(is_new ? wire::kInsert : wire::kMove);
    operations.before(fresh, window.prefix + end);
    if (is_new) insert(fresh, old, window.prefix + begin, window.prefix + end);
    else
      for (std::uint32_t j = begin; j < end; ++j) operations.key(fresh.rows[window.prefix + j].key);
    operations.end();
    end = begin;
  }
  operations.close();
}

void Differ::insert(const detail::List& fresh, ListMemory& old, std::uint32_t begin, std::uint32_t end) {
  for (std::uint32_t i = begin; i < end; ++i) {
    Builder builder(shared_);
    builder.row(fresh.rows[i], old, i);
    out_ += ',';
    TreeWriter(out_, sent_, builder.found_duplicates()).row(fresh.rows[i], old.row_template());
  }
}

void Differ::updates(const detail::List& fresh, ListMemory& old, const Window& window, JsonObject& object) {
  JsonObject updates(object, wire::kUpdates);
  for (std::uint32_t i = fresh.kept_head; i < fresh.touched_end(); ++i)
    if (fresh.rows[i].instance != nullptr && !window.inserted(i)) row(fresh.rows[i], old, i, updates);
  updates.close();
}

void Differ::row(const detail::Row& fresh, ListMemory& old, std::uint32_t i, JsonObject& updates) {
  JsonObject object(updates, fresh.key);
  cells(*fresh.instance, old.row_template() != nullptr ? old.cells(i) : old.cells(i)->instance()->cells(), object);
  object.close();
  if (shared_.verify && object.is_open() && old.site() != 0 && old.version(i) == fresh.version) refuse_silent_change(fresh);
  old.set_version(i, fresh.version);
}

}  // namespace golive::diff
