#pragma once
// The versioned lists and memos of one view by their site.
#include <unordered_map>

#include "diff/cell.h"
#include "golive/detail/tree.h"

namespace golive::diff {

class Sites {
 public:
  // The newest wins: one part shown twice is skipped by its last place only.
  void add(detail::SiteId site, Cell part) {
    parts_[site] = part;
    last_ = {};
  }
  void remove(detail::SiteId site, Cell part) noexcept {
    const auto found = parts_.find(site);
    if (found != parts_.end() && found->second == part) parts_.erase(found);
    last_ = {};
  }
  // The list or memo of `site`, or nothing.
  Cell find(detail::SiteId site) noexcept {
    if (site == last_site_ && !last_.is_nothing()) return last_;
    const auto found = parts_.find(site);
    last_site_ = site;
    return last_ = found == parts_.end() ? Cell{} : found->second;
  }
  std::size_t heap_bytes() const noexcept { return sizeof *this + parts_.size() * 40 + parts_.bucket_count() * 8; }

 private:
  std::unordered_map<detail::SiteId, Cell> parts_;
  detail::SiteId last_site_ = 0;
  Cell last_;
};

}  // namespace golive::diff
