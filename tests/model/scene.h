#pragma once
// One view and a page joined by real frames: render, flush, compare.
#include <memory>
#include <string>
#include <string_view>

#include "diff/memory.h"
#include "diff/templates.h"
#include "golive/detail/tree.h"
#include "testing/live_document.h"

namespace golive::model {

class Scene {
 public:
  explicit Scene(bool verify = false) : memory_(0x5eed, verify) {}

  // Serves `root` as a page and joins by a skeleton, or by a full tree.
  void open(const detail::Instance& root);
  void open_full(const detail::Instance& root);
  // The same for a page that was served as `markup`.
  void open_with(std::string_view markup, const detail::Instance& root);
  void open_full_with(std::string_view markup, const detail::Instance& root);
  // Diffs, sends and applies `root`.
  diff::Outcome show(const detail::Instance& root);
  // A full frame over the live page, as after `full` from the client.
  void resync(const detail::Instance& root);

  // The last frame that went down; empty when nothing had to.
  const std::string& frame() const noexcept { return frame_; }
  // The page as it is, for messages.
  std::string page() const { return page_->live.root().inner_html(); }
  // How the page differs from `root` rendered afresh, or from markup; "" if it does not.
  std::string difference(const detail::Instance& root) const;
  std::string difference(std::string_view markup) const;
  diff::Memory& memory() noexcept { return memory_; }
  testing::Node root() const { return page_->live.root(); }

 private:
  struct Page {
    explicit Page(std::string_view markup);
    testing::Document document;
    testing::LiveDocument live;
  };
  void whole(const detail::Instance& root, bool skeleton);

  diff::Memory memory_;
  diff::Templates sent_;
  std::unique_ptr<Page> page_;
  std::uint64_t seq_ = 0;
  std::string frame_;
};

}  // namespace golive::model
