#pragma once
// A client of the protocol golive1, written from docs/protocol.md alone. Test only: it applies frames to a page of its own and throws
// std::runtime_error for anything the page does not allow.
#include <boost/json.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "model/dom.h"

namespace golive::model {

class ModelClient {
 public:
  // The page that answered the GET: the content of the view's root element, with marks.
  void load(std::string_view served_html) { page_ = parse(served_html); }
  // Applies one frame down; the kinds that concern the page.
  void receive(std::string_view frame);

  // The page without marks.
  std::string markup() const { return serialize(root_ ? root_->nodes : page_); }
  std::uint64_t seq() const noexcept { return seq_; }
  std::uint64_t ack() const noexcept { return ack_; }
  // Operations on lists since the beginning, as a measure of how few there are: removed, inserted and moved rows.
  std::size_t moved_rows() const noexcept { return moved_rows_; }

 private:
  using Json = boost::json::value;

  const std::string& form(const std::string& fingerprint) const;
  std::shared_ptr<Instance> create(const std::string& fingerprint);
  std::shared_ptr<Instance> instance(const boost::json::array& tree);
  void fill(Instance& made, const boost::json::array& values, std::size_t from);
  void set(Instance& target, std::size_t slot, const Json& value);
  void set_node(Node& slot, const Json& value);
  Row row(const boost::json::array& row, const std::string& row_template);
  void patch(Instance& target, const boost::json::object& diff);
  void patch_node(Node& slot, const Json& value);
  void patch_list(RowList& list, const boost::json::object& diff);
  void operate(RowList& list, const boost::json::array& operation);

  // Adoption of the served page by a skeleton.
  struct Cursor {
    std::vector<NodePtr>& nodes;
    std::size_t at = 0;
  };
  static void step_over(Cursor& cursor, std::string_view mark);
  std::shared_ptr<Instance> adopt(const std::string& fingerprint, const Json* slots, Cursor& cursor);
  void adopt_nodes(std::vector<NodePtr>& templates, Instance& made, const Json* slots, Cursor& cursor);
  void adopt_slot(Node& slot, const Json* skeleton, Cursor& cursor);
  void adopt_list(RowList& list, const boost::json::array& rows, Cursor& cursor);

  std::map<std::string, std::string> forms_;
  std::vector<NodePtr> page_;
  std::shared_ptr<Instance> root_;
  std::uint64_t seq_ = 0;
  std::uint64_t ack_ = 0;
  std::size_t moved_rows_ = 0;
};

}  // namespace golive::model
