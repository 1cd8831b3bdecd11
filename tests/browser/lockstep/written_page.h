#pragma once
// A page that its server writes to: what stands in the slots of a template depends on the turn, of which one comes with each event.
//
// In the page's markup an element names what of it is written, in data-w: attributes, or ".text" for all that is in it. Its value at a turn
// follows from its name, the element's data-n and the turns up to that: a page without some of its elements writes the same to the others.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "golive/html.h"

namespace golive::test {

class WrittenPage {
 public:
  explicit WrittenPage(std::string_view markup);
  ~WrittenPage();
  WrittenPage(const WrittenPage&) = delete;
  WrittenPage& operator=(const WrittenPage&) = delete;

  Html render(std::uint64_t turn) const;

 private:
  struct Slot;
  struct Kept;  // what renders have made

  std::string form_;
  std::vector<Slot> slots_;
  std::unique_ptr<Kept> kept_;
};

}  // namespace golive::test
