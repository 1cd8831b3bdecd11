#pragma once
// The templates one connection has had. Each is sent once, in or before the first frame that uses it.
// Thread: the connection's loop. Costs one bit a template; templates are numbered process-wide, densely, in order of first use.
#include <cstdint>
#include <string>
#include <vector>

#include "golive/detail/tree.h"

namespace golive::diff {

class Templates {
 public:
  // The frame being written uses `info`. Throws golive::Error when two different templates share its fingerprint.
  void use(const detail::TemplateInfo& info);

  // True when templates were used that this connection has not had: write() must follow in the same frame.
  bool pending() const noexcept { return !pending_.empty(); }

  // The templates that were used and not written, in the order of their first use.
  const std::vector<const detail::TemplateInfo*>& used() const noexcept { return pending_; }

  // Writes {"FP":"BROWSER_FORM",...} with the pending templates and counts them as sent.
  void write(std::string& out);

 private:
  bool test_and_set(std::uint32_t index);

  std::uint64_t first_ = 0;          // templates 0..63, enough for most pages without an allocation
  std::vector<std::uint64_t> rest_;  // 64 and up
  std::vector<const detail::TemplateInfo*> pending_;
};

}  // namespace golive::diff
