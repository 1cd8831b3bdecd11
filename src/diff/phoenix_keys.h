#pragma once
// The keys of LiveView's trees and diffs (docs/protocol.md "Phoenix frames").
#include <string_view>

namespace golive::phoenix {

inline constexpr std::string_view kStatics = "s";    // n + 1 strings, or the number of such an array in kTemplates
inline constexpr std::string_view kTemplates = "p";  // of this message: {"0":[...],"1":[...]}
inline constexpr std::string_view kRoot = "r";       // 1: the template is one element; at the top of a diff: the answer of the handler
inline constexpr std::string_view kRows = "k";       // by place in the list
inline constexpr std::string_view kCount = "kc";     // in kRows: how many there are now
inline constexpr std::string_view kMoved = "km";     // in kRows: true when some come from another place
inline constexpr std::string_view kEvents = "e";     // at the top: [[NAME,PAYLOAD],...]

}  // namespace golive::phoenix
