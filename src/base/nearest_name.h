#pragma once
// What somebody meant who wrote a name that does not exist.
#include <span>
#include <string_view>

namespace golive {

// The name that is the fewest slips (a letter changed, missing, too many, or two swapped) away from `written`, if those are few for its
// length; else empty.
std::string_view nearest_name(std::string_view written, std::span<const std::string_view> names);

}  // namespace golive
