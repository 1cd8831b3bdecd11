#pragma once
// Writes the TREE and SKELETON forms of docs/protocol.md. Knows nothing of what was sent before.
#include <string>

#include "diff/templates.h"
#include "golive/detail/tree.h"

namespace golive::diff {

// A scalar, or a key of a row. Integers beyond 2^53 are written as strings: the browser's numbers end there.
void write_scalar(std::string& out, const detail::Value& value);
void write_attributes(std::string& out, const detail::AttributeSet& set);

class TreeWriter {
 public:
  // `may_repeat`: lists may have rows with equal keys, of which the first counts. Throws golive::Error where it meets a kept part.
  TreeWriter(std::string& out, Templates& sent, bool may_repeat) noexcept : out_(out), sent_(sent), may_repeat_(may_repeat) {}

  void instance(const detail::Instance& instance);
  void node(const detail::Value& value);
  // One row; `rows` is the template of its list, nullptr in a list of different templates.
  void row(const detail::Row& row, const detail::TemplateInfo* rows);

 private:
  void list(const detail::List& list);
  void values(const detail::Instance& instance);
  void fingerprint(const detail::TemplateInfo& info);

  std::string& out_;
  Templates& sent_;
  bool may_repeat_;
};

class SkeletonWriter {
 public:
  SkeletonWriter(std::string& out, Templates& sent, bool may_repeat) noexcept : out_(out), sent_(sent), may_repeat_(may_repeat) {}

  void instance(const detail::Instance& instance);

 private:
  void node(const detail::Value& value);
  void list(const detail::List& list);
  void row(const detail::Row& row, const detail::TemplateInfo* rows);
  void slots(const detail::Instance& instance);

  std::string& out_;
  Templates& sent_;
  bool may_repeat_;
};

// The instance of a memo that was rendered; throws golive::Error if it was kept.
const detail::Instance& rendered(const detail::Kept& kept);
const detail::Instance& rendered(const detail::Row& row);

}  // namespace golive::diff
