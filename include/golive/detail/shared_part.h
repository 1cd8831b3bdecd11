#pragma once
// What shared() asks for, see golive/shared.h. Implemented by diff::SharedParts.
#include <cstdint>

#include "golive/detail/api.h"
#include "golive/detail/html_handle.h"

namespace golive::detail {

struct SharedAsk {
  const void* call_site;
  const void* source;  // address of the value
  std::uint64_t version;
};

using SharedRender = Html (*)(void* context);

// A part as it is now: until it is rendered again, which may be in the same render.
class SharedPart {
 public:
  virtual const Instance& tree() const noexcept = 0;
  // The markup of its nodes, to be served in a place of this context (SlotInfo::context); made once.
  virtual std::string_view markup(std::uint32_t context) = 0;

 protected:
  ~SharedPart() = default;
};

// The shared parts of one loop.
class SharedParts {
 public:
  // Rendered if this version is not there. Throws what the render throws; the part is then as it was.
  virtual SharedPart& find(const SharedAsk& ask, SharedRender render, void* context) = 0;

 protected:
  ~SharedParts() = default;
};

GOLIVE_API Html shared_part(const SharedAsk& ask, SharedRender render, void* context);

}  // namespace golive::detail
