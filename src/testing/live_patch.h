#pragma once
// Writes trees and diffs over instances in the page: the twins of client/src/instance.ts, part.ts and list.ts, which take what does not fit
// for damage; here it is an error.
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cstdint>
#include <span>

#include "testing/live_instance.h"
#include "testing/wire_value.h"

namespace golive::testing {

// Rows of lists since the beginning.
struct RowCounts {
  std::uint64_t removed = 0;
  std::uint64_t inserted = 0;
  std::uint64_t moved = 0;
};

// Where siblings are put.
struct Spot {
  Node parent;
  Node before;  // none: at the end
};

class LivePatch {
 public:
  using Json = boost::json::value;
  using Values = std::span<const Json>;

  LivePatch(Document& page, LiveTemplates& templates, DocumentListener* listener) : page_(page, listener), templates_(templates) {}

  DocumentEditor& page() { return page_; }
  LiveTemplates& templates() { return templates_; }
  const RowCounts& counts() const { return counts_; }
  void begin_frame() { ++frame_; }

  // An instance put into the page, with its values.
  Instance create(const LiveTemplate& form, Values values, Spot spot);
  // What it holds of the node a slot is at.
  static Held hold(HeldKind kind, Node node);
  // Writes all values over an instance; false: it has another template.
  bool reset(Instance& instance, const LiveTemplate& form, Values values);
  // One slot that is not a node slot.
  void set(Instance& instance, std::size_t slot, const Json& value);
  // A TREE value; what is there and fits stays.
  void set_part(Part& part, const Json& value);
  void patch(Instance& instance, const boost::json::object& diff);
  void remove(const Instance& instance);

  struct RowParts {
    std::string_view key;
    const LiveTemplate& form;
    std::size_t from;  // where its values begin
  };
  RowParts parts_of(const RowList& list, const boost::json::array& row, NumberRoom& room) const;
  void add_row(RowList& list, std::string_view key, Instance&& instance) const;

 private:
  void patch_part(Part& part, const Json& value);
  void clear(Part& part);
  void set_instance(Part& part, const boost::json::array& tree);
  void set_raw(Part& part, std::string_view html);
  void set_list(Part& part, const boost::json::object& value);
  void create_rows(RowList& list, Values rows, Spot spot);
  void reset_list(RowList& list, Node end, Values rows);
  static Row& find(RowList& list, std::string_view key);
  void patch_list(RowList& list, Node end, const boost::json::object& diff);
  void operate(RowList& list, Node end, const boost::json::array& operation);
  void insert_rows(RowList& list, Node before, Values rows);
  void move_rows(RowList& list, Node before, Values keys);
  void move(const Instance& row, Node before);
  void remove_row(RowList& list, std::string_view key);

  DocumentEditor page_;
  LiveTemplates& templates_;
  RowCounts counts_;
  std::uint64_t frame_ = 0;
  std::vector<Node> made_;
};

}  // namespace golive::testing
