#pragma once
// Says that a connection is away, once it has been for a while: the twin of client/src/notice.ts.
//
// Its words are in a shadow tree, where selectors do not reach, in a browser either: what a test sees is the element <live-notice>.
#include <cstdint>
#include <limits>

#include "testing/document_editor.h"

namespace golive::testing {

class Notice {
 public:
  explicit Notice(Document& document) : editor_(document), root_(document.root()) {}

  // To be told whenever it may have changed.
  void show_away(bool away, std::int64_t now_ns);
  // It is away while nobody looks: what stands there stays.
  void wait() noexcept { due_ns_ = kNever; }
  void run_due(std::int64_t now_ns);
  // That the page has stopped. Stays until another one is loaded.
  void show_failing();
  std::int64_t next_due_ns() const noexcept { return due_ns_; }

 private:
  static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

  void show();

  DocumentEditor editor_;
  Node root_;
  Node card_;
  bool failing_ = false;
  std::int64_t due_ns_ = kNever;
};

}  // namespace golive::testing
