// The list part of the walk: which rows went, came and moved, and the diffs of those that stayed.
#include "diff/differ.h"
#include "diff/moves.h"
#include "diff/tree_keys.h"
#include "diff/tree_writer.h"

namespace golive::diff {
namespace {

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

}  // namespace

void Differ::rows(const detail::List& fresh, ListMemory& old, const ListMatch& match, JsonObject& object) {
  if (!match.is_empty()) operations(fresh, old, match, object);
  updates(fresh, old, match, object);
}

// Removals first, then from the end to the front, so that the row named as BEFORE always stands in its final place already.
void Differ::operations(const detail::List& fresh, ListMemory& old, const ListMatch& match, JsonObject& object) {
  Operations operations(object);
  if (match.removed_count != 0) operations.begin(wire::kRemove);
  for (std::uint32_t i = 0; i < match.removed_count; ++i) {
    operations.key(old.key(match.removed[i]));
    old.clear_row(match.removed[i], shared_.sites.get());
  }
  if (match.removed_count != 0) operations.end();

  const std::uint32_t* from = match.from;
  old.splice(match.prefix, match.old_end, fresh.rows + match.prefix, from, match.count());
  Scratch::Frame frame;
  bool* stays = frame.take<bool>(match.count());
  find_staying(from, match.count(), stays, frame);
  for (std::uint32_t end = match.count(); end > 0;) {
    if (stays[end - 1]) {
      --end;
      continue;
    }
    const bool is_new = from[end - 1] == kNowhere;
    std::uint32_t begin = end - 1;
    while (begin > 0 && !stays[begin - 1] && (from[begin - 1] == kNowhere) == is_new) --begin;
    operations.begin(is_new ? wire::kInsert : wire::kMove);
    operations.before(fresh, match.prefix + end);
    if (is_new) insert(fresh, old, match.prefix + begin, match.prefix + end);
    else
      for (std::uint32_t j = begin; j < end; ++j) operations.key(fresh.rows[match.prefix + j].key);
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

void Differ::updates(const detail::List& fresh, ListMemory& old, const ListMatch& match, JsonObject& object) {
  JsonObject updates(object, wire::kUpdates);
  for (std::uint32_t i = fresh.kept_head; i < fresh.touched_end(); ++i)
    if (fresh.rows[i].instance != nullptr && !match.inserted(i)) row(fresh.rows[i], old, i, updates);
  updates.close();
}

void Differ::row(const detail::Row& fresh, ListMemory& old, std::uint32_t i, JsonObject& updates) {
  JsonObject object(updates, fresh.key);
  cells(*fresh.instance, old.row_template() != nullptr ? old.cells(i) : old.cells(i)->instance()->cells(), object);
  object.close();
  if (shared_.verify && object.is_open() && old.site() != 0 && old.version(i) == fresh.version)
    refuse_silent_change("row " + key_text(fresh.key), *fresh.instance->info);
  old.set_version(i, fresh.version);
}

}  // namespace golive::diff
