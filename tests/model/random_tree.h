#pragma once
// A random page and random changes to it: text, attributes, booleans, attribute sets, nested conditions, lists in lists, raw HTML, memos,
// and another type in the same hole. One seed, one history.
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "golive/detail/tree.h"
#include "model/tree_builder.h"

namespace golive::model {

class RandomTree {
 public:
  explicit RandomTree(std::uint64_t seed);
  ~RandomTree();
  RandomTree(const RandomTree&) = delete;
  RandomTree& operator=(const RandomTree&) = delete;

  // One to five random changes.
  void mutate();
  // The state as a render tree. With `memory`, rows and memos it says are unchanged are left out, as a render would.
  const detail::Instance* build(TreeBuilder& builder, detail::SkipMemory* memory = nullptr);

 private:
  struct Part;
  struct Item;
  using PartPtr = std::unique_ptr<Part>;

  std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_); }
  bool chance(int percent) { return below(100) < static_cast<std::size_t>(percent); }

  PartPtr make_part(int depth);
  PartPtr make_node(int depth);
  void fill_items(Part& list, int depth);
  Item make_item(const Part& list, int depth);
  std::string make_text();
  void change(Part& part, int depth);
  void change_list(Part& list, int depth);

  const detail::Instance* instance(TreeBuilder& builder, const Part& part, std::uint64_t path);
  detail::Value value(TreeBuilder& builder, const Part& part, std::uint64_t path);
  detail::Value list(TreeBuilder& builder, const Part& part, std::uint64_t path);

  std::mt19937_64 random_;
  std::uint64_t next_version_ = 1;  // before the parts that have one
  PartPtr root_;
  detail::SkipMemory* memory_ = nullptr;
};

}  // namespace golive::model
