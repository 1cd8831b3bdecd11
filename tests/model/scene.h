#pragma once
// One view and its model client joined by real frames: render, flush, compare.
#include <string>
#include <vector>

#include "diff/memory.h"
#include "diff/templates.h"
#include "golive/detail/tree.h"
#include "model/model_client.h"

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
  std::string page() const { return client_.markup(); }
  diff::Memory& memory() noexcept { return memory_; }
  const ModelClient& client() const noexcept { return client_; }

 private:
  void whole(const detail::Instance& root, bool skeleton);

  diff::Memory memory_;
  diff::Templates sent_;
  ModelClient client_;
  std::uint64_t seq_ = 0;
  std::string frame_;
};

// What the page must be: `root` rendered afresh, in the model's normal form.
std::string expected_page(const detail::Instance& root);

}  // namespace golive::model
