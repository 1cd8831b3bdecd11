#pragma once
// A live view's part of a page without a browser: applies the frames of the server to it in place.
//
//     Document page = parse_document(served);
//     LiveDocument view(page, Selector("[data-live-view]").find(page.root()));
//     view.apply(read_frame(R"([1,0,"s",{"v":["Hq3vTz0A"],"t":{...}}])"));
//
// The page is what a browser with the client would show: what a frame does not touch keeps its nodes. But where the client asks for
// everything again because a frame does not fit, this throws FrameError, and the page must not be used any more.
#include <optional>

#include "testing/frame.h"
#include "testing/live_patch.h"

namespace golive::testing {

class LiveDocument {
 public:
  // `root` is the view's root element in `page`, whose content the view owns; both page and listener outlive this.
  LiveDocument(Document& page, Node root, DocumentListener* listener = nullptr);
  LiveDocument(const LiveDocument&) = delete;
  LiveDocument& operator=(const LiveDocument&) = delete;

  // False: the page has had this frame, as after a connection was lost; it counts for `ack` and answers only.
  bool apply(const Frame& frame);

  // From now on frames may be missing, come again, or in another order, as the client puts up with: diffs are left out from a gap until a
  // full tree has come, which is to be asked for.
  void put_up_with_gaps() { lossy_ = true; }
  bool awaits_full() const { return awaits_full_; }

  Node root() const { return root_; }
  std::uint64_t seq() const { return seq_; }
  std::uint64_t ack() const { return ack_; }
  const RowCounts& counts() const { return patch_.counts(); }

 private:
  void apply_page(const Frame& frame);
  void show_skeleton(const boost::json::value& tree);
  void show_tree(const boost::json::value& tree);

  Node root_;
  LiveTemplates templates_;
  LivePatch patch_;
  std::optional<Instance> instance_;
  std::uint64_t seq_ = 0;
  std::uint64_t ack_ = 0;
  bool lossy_ = false;
  bool awaits_full_ = false;
  bool remounted_ = false;  // a view that does not know what templates the one before has sent
};

}  // namespace golive::testing
