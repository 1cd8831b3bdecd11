#pragma once
// What one view last wrote to its browser, and the diff of a new render tree against it.
//
// Per hole the memory keeps a 64-bit keyed hash of what was written, per node slot a pointer, per list the keys (8 bytes for integers) and
// versions. The values themselves are not kept: an idle counter costs about 100 bytes.
//
//   diff::Memory memory{hash_key};
//   memory.remember(tree);                                    // the GET was answered with this tree
//   auto outcome = memory.write_diff(next, templates, frame);  // {"0":6} is appended to frame
//
// Thread: the view's loop. Scratch space is shared by the thread's memories.
// Errors: golive::Error for what the application got wrong (duplicate keys and changes under an equal version while verifying).
#include <cstdint>
#include <memory>
#include <string>

#include "base/prefetch.h"
#include "diff/form.h"
#include "diff/templates.h"
#include "golive/detail/tree.h"

namespace golive::diff {

class InstanceMemory;
class Sites;

enum class Outcome : std::uint8_t {
  unchanged,  // nothing to send; the output is untouched
  changed,    // a DIFF was written
  full,       // the root's template changed: a TREE was written instead
  again,      // a kept part turned up elsewhere; the output and the memory are untouched. Render without SkipMemory and call again
};

class Memory final : public detail::SkipMemory {
 public:
  // `hash_key`: any secret number; digests compare only between memories of one key. `verify`: for trees rendered in full although they
  // have versions (development, tests): duplicate keys and parts that changed under an equal version throw; otherwise the first of a
  // duplicate wins, which is logged once a template.
  // `for_many`: it stands for several browsers, which came to the tree it remembers by different ways; so what it is depends on that tree
  // alone, and a list of several templates of which one is left is replaced.
  explicit Memory(std::uint64_t hash_key, bool verify = false, bool for_many = false) noexcept;
  ~Memory();
  Memory(Memory&&) noexcept;
  Memory& operator=(Memory&&) noexcept;

  // What this remembers, in a memory of its own. Without versions; not of one that holds shared parts.
  Memory clone() const;
  // The page or an earlier frame shows `root` already. `root` must hold no kept parts (rendered without SkipMemory); so for all but
  // write_diff.
  void remember(const detail::Instance& root);
  // Appends the TREE and remembers it. For a root whose template the page may not know. What is remembered is the same in every `form`;
  // those of Phoenix bring the statics they use along and leave `sent` alone.
  void write_full(const detail::Instance& root, Templates& sent, std::string& out, Form form = Form::native);
  // Appends the SKELETON and remembers `root`. For a page that shows exactly this state: see digest().
  void write_skeleton(const detail::Instance& root, Templates& sent, std::string& out);
  // Appends what changed since the last call of any of these. The first one after construction is `full`.
  Outcome write_diff(const detail::Instance& root, Templates& sent, std::string& out, Form form = Form::native);

  // A keyed hash of all that is remembered: equal digests, equal pages. O(page); meant for the join, not for every flush.
  std::uint64_t digest() const noexcept;
  void prefetch_root() const noexcept { prefetch(root_, 1); }
  // Nothing remembered yet?
  bool empty() const noexcept { return root_ == nullptr; }
  // Bytes of heap memory held (for the memory budget of parked views and its tests).
  std::size_t heap_bytes() const noexcept;

  // Asked by each() and memo() while rendering. A memo asks with a `key` of kind nothing.
  bool begin(detail::SiteId site, detail::SentRows& rows) override;
  bool unchanged(detail::SiteId site, const detail::Value& key, std::uint64_t version, std::uint32_t& next) override;

 private:
  void forget() noexcept;
  // Remembers `root` in place of all; true if it holds rows with equal keys.
  bool replace(const detail::Instance& root);
  void write_tree(const detail::Instance& root, bool may_repeat, Templates& sent, std::string& out, Form form, bool in_diff) const;

  InstanceMemory* root_ = nullptr;  // owned
  std::unique_ptr<Sites> sites_;    // versioned lists and memos by site; none in most views
  std::uint64_t hash_key_;
  bool verify_;
  bool for_many_;
  bool kept_given_ = false;  // rows were shown or unchanged() said yes since the last write: the next tree may hold kept parts
};

}  // namespace golive::diff
