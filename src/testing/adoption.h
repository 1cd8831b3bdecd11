#pragma once
// Takes over a page as it was served: walks template and page in parallel. The twin of client/src/adopt.ts, but that nobody else writes to
// this page before: what is not as the template has it, attributes too, does not fit.
//
// Of a skeleton all must fit. A full tree has values, so that what does not fit is made afresh: the row or node slot around it.
#include <boost/json/array.hpp>
#include <optional>

#include "testing/frame.h"
#include "testing/live_patch.h"

namespace golive::testing {

class Adoption {
 public:
  Adoption(LivePatch& patch, bool skeleton) : patch_(patch), page_(patch.page()), skeleton_(skeleton) {}

  // What `root` shows. Throws FrameError if a skeleton does not fit; nothing: of a full tree, nothing can be kept.
  std::optional<Instance> adopt(Node root, const boost::json::array& tree);

 private:
  using Json = boost::json::value;

  struct Mismatch : FrameError {
    using FrameError::FrameError;
  };

  // The page's siblings still to be matched, up to `end`.
  struct Cursor {
    Node parent;
    Node at;
    Node end;

    bool at_end() const { return at == end; }
    Node take() {
      const Node taken = at;
      at = at.next();
      return taken;
    }
    bool is_comment(std::string_view data) const { return !at_end() && at.kind() == NodeKind::comment && at.text() == data; }
  };
  // An instance being adopted, and where its values or skeletons are.
  struct Draft {
    Instance& instance;
    LivePatch::Values values;  // of a skeleton: nothing, or one object

    const Json* value(bool skeleton, std::size_t slot) const;
  };

  [[noreturn]] static void fail(const std::string& what) { throw Mismatch(what); }
  Instance adopt_instance(const LiveTemplate& form, LivePatch::Values values, Cursor& cursor);
  void adopt_node(const Draft& draft, Node wanted, Cursor& cursor);
  void adopt_text(const Draft& draft, Node wanted, Cursor& cursor);
  void adopt_element(const Draft& draft, Node wanted, Cursor& cursor);
  void adopt_comment(const Draft& draft, Node wanted, Cursor& cursor);
  void adopt_set(const Draft& draft, std::size_t slot, Node wanted);
  void adopt_part(Part& part, const Json* value);
  void fill_part(Part& part, const Json& value);
  RowList adopt_list(const boost::json::object& value, Cursor& cursor);
  Instance adopt_row(const LivePatch::RowParts& parts, LivePatch::Values values, Cursor& cursor);
  static void check_skeleton(const LiveTemplate& form, LivePatch::Values values);
  static void note(Instance& instance, Node node);

  LivePatch& patch_;
  DocumentEditor& page_;
  bool skeleton_;
};

}  // namespace golive::testing
