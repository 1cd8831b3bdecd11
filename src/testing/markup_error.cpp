#include "testing/markup_error.h"

namespace golive::testing {

std::string_view name_of(MarkupFault fault) noexcept {
  static constexpr std::string_view kNames[] = {
#define GOLIVE_MARKUP_ERROR(error, name) name,
      GOLIVE_MARKUP_ERRORS(GOLIVE_MARKUP_ERROR)
#undef GOLIVE_MARKUP_ERROR
  };
  return kNames[static_cast<int>(fault)];
}

}  // namespace golive::testing
