#pragma once
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "diff/memory.h"
#include "model/tree_builder.h"

namespace golive::diff {

class DiffFixture : public testing::Test {
 protected:
  using Value = detail::Value;

  static std::string id(std::string_view form) { return std::string(model::template_of(form).id()); }
  void show(std::string_view form, const std::vector<Value>& values) { memory_.remember(*b.instance(form, values)); }
  // The DIFF, or "" when nothing changed.
  std::string diff_of(std::string_view form, const std::vector<Value>& values) {
    out_.clear();
    outcome_ = memory_.write_diff(*b.instance(form, values), sent_, out_);
    return out_;
  }

  model::TreeBuilder b;
  Memory memory_{1};
  Templates sent_;
  std::string out_;
  Outcome outcome_ = Outcome::unchanged;
};

}  // namespace golive::diff
