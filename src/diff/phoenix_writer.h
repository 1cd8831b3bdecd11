#pragma once
// Writes a render tree in LiveView's shape (docs/protocol.md "Phoenix frames"): what stands in a slot is the served HTML of it, escaped.
// Knows nothing of what was sent before.
//
//     {"0":"Bo","1":{"s":0,"k":{"0":{"0":"a"},"1":{"0":"b"},"kc":2}},"s":1}
#include <string>

#include "diff/list_memory.h"
#include "diff/phoenix_statics.h"
#include "golive/detail/tree.h"

namespace golive::diff {

// How the rows of a list are written. Plain: the slots of the one template. Wrapped: slot 0 is the mark between two texts that would else
// be read as one, or nothing, and slot 1 the row; for rows of different templates, and for those that begin and end with text.
constexpr bool wraps_rows(const detail::TemplateInfo* rows) noexcept {
  return rows == nullptr || (rows->starts_with_text && rows->ends_with_text);
}

class PhoenixWriter {
 public:
  // `may_repeat`: as for TreeWriter. Throws golive::Error where it meets a kept part.
  PhoenixWriter(std::string& out, PhoenixStatics& statics, bool may_repeat) noexcept
      : out_(out), statics_(statics), may_repeat_(may_repeat) {}

  // The whole of a message. `in_diff`: where "r" means something else at the top.
  void root(const detail::Instance& root, bool in_diff);
  void instance(const detail::Instance& instance);
  void node(const detail::Value& value);
  // A text, attribute, content or attribute-set slot.
  void slot(const detail::SlotInfo& info, const detail::Value& value);
  // One row. `separated`: behind a mark.
  void row(const detail::Row& row, bool wrapped, bool separated);
  void separator(bool separated) { out_.append(separated ? R"("<!---->")" : R"("")"); }

 private:
  void values(const detail::Instance& instance);
  void list(const detail::List& list);

  std::string& out_;
  PhoenixStatics& statics_;
  bool may_repeat_;
  std::string html_;  // of one slot, before it is a JSON string
};

}  // namespace golive::diff
