#include "testing/live_document.h"

#include <algorithm>
#include <boost/json.hpp>

#include "protocol/wire_keys.h"
#include "testing/adoption.h"
#include "testing/wire_value.h"

namespace golive::testing {
namespace {

namespace json = boost::json;

const json::value& part_of(const Frame& frame, std::string_view name) {
  const json::value* const found = frame.member(name);
  if (found == nullptr) throw FrameError("it lacks \"" + std::string(name) + '"');
  return *found;
}

}  // namespace

LiveDocument::LiveDocument(Document& page, Node root, DocumentListener* listener) : root_(root), patch_(page, templates_, listener) {
  if (!root || !root.is_element()) throw FrameError("the page has no live view");
}

bool LiveDocument::apply(const Frame& frame) {
  try {
    const bool begins = frame.kind == wire::kKindFull || frame.kind == wire::kKindSkeleton;
    const bool anew = begins && frame.seq == 1;  // the first of a view that was mounted for this connection
    ack_ = std::max(ack_, frame.ack);
    if (frame.seq != 0 && frame.seq <= seq_ && !begins) return false;
    const bool is_copy = begins && seq_ == 0;  // of a page whose view has gone on since
    const bool follows = frame.seq == 0 || frame.seq == seq_ + 1 || anew || is_copy;
    if (!follows && !lossy_) throw FrameError("it follows frame " + std::to_string(seq_));
    if (frame.seq == 0 && begins) throw FrameError("it has no number");
    remounted_ = remounted_ || (anew && seq_ != 0);
    if (const json::value* const forms = frame.member(wire::kTemplates))
      templates_.define(object_of(*forms, "templates"), patch_.page(), remounted_ || lossy_);
    if (!follows && !begins) {
      awaits_full_ = true;
      return true;
    }
    if (frame.seq != 0) seq_ = frame.seq;
    patch_.begin_frame();
    apply_page(frame);
  } catch (const FrameError& error) {
    throw FrameError("frame " + std::to_string(frame.seq) + " (" + frame.kind + "): " + error.what());
  }
  return true;
}

void LiveDocument::apply_page(const Frame& frame) {
  if (frame.kind == wire::kKindFull) {
    show_tree(part_of(frame, wire::kTree));
    awaits_full_ = false;
  }
  if (frame.kind == wire::kKindSkeleton) return show_skeleton(part_of(frame, wire::kTree));
  if (frame.kind != wire::kKindDiff || awaits_full_) return;
  if (!instance_) throw FrameError("a diff before any tree");
  patch_.patch(*instance_, object_of(part_of(frame, wire::kDiff), "a diff"));
}

// Of a page that was patched before the client keeps what it has, and so does this.
void LiveDocument::show_skeleton(const json::value& tree) {
  if (instance_) return;
  instance_ = Adoption(patch_, true).adopt(root_, instance_of(tree, "a skeleton"));
}

void LiveDocument::show_tree(const json::value& value) {
  const json::array& tree = instance_of(value, "a tree");
  const LiveTemplate& form = templates_.find(tree[0].get_string());
  if (instance_) {
    if (patch_.reset(*instance_, form, values_from(tree, 1))) return;
  } else {
    instance_ = Adoption(patch_, false).adopt(root_, tree);
    if (instance_) return;
  }
  patch_.page().remove_children(root_);
  instance_ = patch_.create(form, values_from(tree, 1), {root_, {}});
}

}  // namespace golive::testing
