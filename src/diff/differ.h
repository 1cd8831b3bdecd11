#pragma once
// The walk of a new tree against the memory: writes what differs and brings the memory up to date in the same step.
#include <string>

#include "diff/builder.h"
#include "diff/json_object.h"
#include "diff/scratch.h"
#include "diff/templates.h"

namespace golive::diff {

class KeyIndex;
class SharedMemory;

// Can `fresh` be said as operations on `old`, or must it replace it? Needs rows on both sides, keys of one kind and, in a list of one
// template, that template.
bool fits_list(const detail::List& fresh, const ListMemory& old) noexcept;
// Is row `i` still this row, so that it can be updated in place?
bool fits_row(const detail::Row& fresh, const ListMemory& old, std::uint32_t i) noexcept;

class Differ {
 public:
  Differ(Shared& shared, Templates& sent, std::string& out) noexcept : shared_(shared), sent_(sent), out_(out) {}

  // Of an instance whose template is unchanged. `object` is open afterwards if anything differed; the caller closes it.
  void cells(const detail::Instance& fresh, Cell* cells, JsonObject& object);

 private:
  // Rows [prefix, fresh_end) of the new list take the place of rows [prefix, old_end); outside both are the same rows in the same order.
  struct Window {
    std::uint32_t prefix;
    std::uint32_t old_end;
    std::uint32_t fresh_end;
    const std::uint32_t* from = nullptr;  // of the new rows: the old place, or kNowhere
    const std::uint32_t* removed = nullptr;
    std::uint32_t removed_count = 0;
    bool is_empty() const noexcept { return prefix == old_end && prefix == fresh_end; }
    bool is_all(const ListMemory& old) const noexcept { return prefix == 0 && old_end == old.count(); }
    std::uint32_t count() const noexcept { return fresh_end - prefix; }
    bool inserted(std::uint32_t row) const noexcept { return row >= prefix && row < fresh_end && from[row - prefix] == kNowhere; }
  };
  enum class Match : std::uint8_t { operations, nothing_survives, duplicates };

  void node(const detail::Value& fresh, Cell& cell, JsonObject& parent, std::uint32_t slot);
  void instance(const detail::Instance& fresh, const detail::Kept* memo, const detail::Value& value, Cell& cell, JsonObject& parent,
                std::uint32_t slot);
  void shared(SharedMemory& seen, JsonObject& parent, std::uint32_t slot);
  void replace(const detail::Value& fresh, Cell& cell, JsonObject& parent, std::uint32_t slot);

  void list(const detail::Value& value, const detail::List& given, Cell& cell, JsonObject& parent, std::uint32_t slot);
  static Window window_of(const detail::List& fresh, const ListMemory& old) noexcept;
  Match match(const detail::List& fresh, const ListMemory& old, Window& window, Scratch::Frame& frame) const;
  bool repeats_outside(const detail::List& fresh, const ListMemory& old, const Window& window, const KeyIndex& index,
                       std::uint32_t inserted) const;
  void operations(const detail::List& fresh, ListMemory& old, const Window& window, JsonObject& object);
  void insert(const detail::List& fresh, ListMemory& old, std::uint32_t begin, std::uint32_t end);
  void updates(const detail::List& fresh, ListMemory& old, const Window& window, JsonObject& object);
  void row(const detail::Row& fresh, ListMemory& old, std::uint32_t i, JsonObject& updates);

  Shared& shared_;
  Templates& sent_;
  std::string& out_;
};

}  // namespace golive::diff
