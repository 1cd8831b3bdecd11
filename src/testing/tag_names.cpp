#include "testing/tag_names.h"

#include <algorithm>
#include <iterator>

namespace golive::testing {
namespace {

struct Known {
  std::string_view name;
  std::uint8_t traits;
};

constexpr Known kKnown[] = {
#define GOLIVE_HTML_TAG(tag, name, traits) {name, traits},
    GOLIVE_HTML_TAGS(GOLIVE_HTML_TAG)
#undef GOLIVE_HTML_TAG
};
static_assert(std::ranges::is_sorted(kKnown, {}, &Known::name));

}  // namespace

Tag tag_of(std::string_view name) noexcept {
  const auto* const found = std::ranges::lower_bound(kKnown, name, {}, &Known::name);
  if (found == std::end(kKnown) || found->name != name) return Tag::unknown;
  return static_cast<Tag>(found - kKnown + 1);
}

std::string_view name_of(Tag tag) noexcept { return tag == Tag::unknown ? std::string_view() : kKnown[static_cast<int>(tag) - 1].name; }

std::uint8_t traits_of(Tag tag) noexcept { return tag == Tag::unknown ? std::uint8_t{0} : kKnown[static_cast<int>(tag) - 1].traits; }

}  // namespace golive::testing
