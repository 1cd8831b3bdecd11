#pragma once
// What the current thread renders into. Set by RenderScope, read by everything that makes a part of a tree.
#include <cstdint>

#include "golive/detail/api.h"
#include "golive/detail/arena.h"
#include "golive/detail/tree.h"

namespace golive::detail {

class BindingSeal;
class SharedParts;

// How often a call site of each or memo ran inside one row (or memo, or the whole render).
struct Occurrence {
  std::uint64_t site;
  std::uint32_t count;
  Occurrence* next;
};

struct RenderState {
  Arena* arena = &no_scope;
  SkipMemory* memory = nullptr;  // nullptr: nothing is skipped
  std::uint64_t path = 0;        // hash of the enclosing lists, row keys and memos
  Occurrence* occurrences = nullptr;
  std::uint32_t generation = 0;   // of the scope's Html handles; 0: no scope
  SharedParts* shared = nullptr;  // nullptr: nobody to share with
  bool for_everybody = false;     // a shared part: nothing of the visitor may be in it
  BindingSeal* seal = nullptr;    // nullptr: no binding has a tag
};

// Trivial to construct and destroy, so that no access pays for a guard.
extern GOLIVE_API constinit thread_local RenderState render_state;

// Enters a row or memo: what is inside gets sites of its own. Leaves at the end of the block, also by an exception.
class PathScope {
 public:
  explicit PathScope(std::uint64_t path) noexcept : path_(render_state.path), occurrences_(render_state.occurrences) {
    render_state.path = path;
    render_state.occurrences = nullptr;
  }
  ~PathScope() {
    render_state.path = path_;
    render_state.occurrences = occurrences_;
  }
  PathScope(const PathScope&) = delete;
  PathScope& operator=(const PathScope&) = delete;

 private:
  std::uint64_t path_;
  Occurrence* occurrences_;
};

// The identity of this run of a call site: the same in the next render if the rows round it have the same keys. `tag`: any address that
// only this call site has.
GOLIVE_API SiteId enter_site(const void* tag);
GOLIVE_API std::uint64_t row_path(SiteId site, const Value& key) noexcept;

}  // namespace golive::detail
