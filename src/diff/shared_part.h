#pragma once
// One shared part of a loop: its newest tree, what was encoded of it, and what its viewers have.
//
//     part.show(version, root);                       // rendered anew
//     const Encoded* change = part.change(snapshot);  // for who has that snapshot: made by the first, the same bytes for all
//
// A snapshot is a version that somebody has: a Memory, which the next versions are compared with. Threads: the loop's own. Owned by the
// SharedParts of the loop and by the views that show it.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diff/encoded.h"
#include "diff/form.h"
#include "diff/memory.h"
#include "diff/tree_copy.h"
#include "golive/detail/shared_part.h"

namespace golive::diff {

class SharedPart final : public detail::SharedPart, public std::enable_shared_from_this<SharedPart> {
 public:
  // Versions that are kept apart. Who is further behind gets everything.
  static constexpr std::size_t kMaxSnapshots = 8;

  explicit SharedPart(std::uint64_t hash_key) noexcept : hash_key_(hash_key) {}
  static SharedPart& of(detail::SharedPart& part) noexcept { return static_cast<SharedPart&>(part); }

  // Names of the handlers that the newest tree binds.
  std::vector<std::string> handlers;

  bool is_of(std::uint64_t version) const noexcept { return tree_.bytes() != 0 && version_ == version; }
  // The newest tree, which is copied.
  void show(std::uint64_t version, const detail::Instance& root);

  const detail::Instance& tree() const noexcept override { return tree_.root(); }
  std::string_view markup(std::uint32_t context) override;
  // `form`: native, or phoenix_piece.
  const Encoded& full(Form form);
  const Encoded& skeleton();

  struct Snapshot {
    std::uint64_t number;          // of the tree it is of
    std::optional<Memory> memory;  // empty: too old to tell a difference from
    std::uint32_t viewers = 0;
    std::uint64_t digest = 0;  // 0: not asked for yet
  };
  // Of the newest tree.
  Snapshot& newest();
  // A viewer that has it comes and goes.
  void enter(Snapshot& snapshot) noexcept;
  void leave(Snapshot& snapshot) noexcept;
  // What brings a viewer of `from` to the newest tree; nullptr if nothing differs. Valid until the next tree.
  const Encoded* change(const Snapshot& from, Form form);
  std::uint64_t digest(Snapshot& snapshot) const;
  // Nobody shows it.
  bool is_unused() const noexcept { return viewers_ == 0; }

 private:
  struct Change {
    std::uint64_t from;
    Form form;
    Encoded encoded;
  };
  void drop_unused() noexcept;

  std::uint64_t hash_key_;
  std::uint64_t version_ = 0;  // of the value
  std::uint64_t number_ = 0;   // of the newest tree
  TreeCopy tree_;
  std::vector<std::unique_ptr<Snapshot>> snapshots_;  // oldest first
  std::uint32_t viewers_ = 0;
  // Of the newest tree, made when first asked for:
  std::vector<std::unique_ptr<Change>> changes_;
  std::optional<Encoded> full_, phoenix_, skeleton_;
  std::string markup_;
  std::optional<std::uint32_t> markup_context_;
};

}  // namespace golive::diff
