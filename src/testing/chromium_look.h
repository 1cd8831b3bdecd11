#pragma once
// A page in Chromium as it was when last looked at: the document of a snapshot, what its controls hold, and how the browser numbers it.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "testing/browser_tab.h"
#include "testing/control_state.h"
#include "testing/world.h"

namespace golive::testing {

class ChromiumLook {
 public:
  explicit ChromiumLook(std::string_view snapshot);  // BrowserTab::snapshot()
  ChromiumLook(const ChromiumLook&) = delete;
  ChromiumLook& operator=(const ChromiumLook&) = delete;

  const Document& document() const noexcept { return document_; }
  const ControlState& controls() const noexcept { return controls_; }
  ElementIndex index_of(Node element) const { return index_[element.id()]; }

  // Why the views of the page are not as a fresh render has them.
  std::optional<std::string> difference(World& world) const;

 private:
  void read(Node element);

  Document document_;
  ControlState controls_;
  std::vector<ElementIndex> index_;  // by NodeId
};

}  // namespace golive::testing
