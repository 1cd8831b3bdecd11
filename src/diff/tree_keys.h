#pragma once
// The keys of trees and diffs on the wire (docs/protocol.md "Trees", "Diffs"). src/protocol/wire_keys.h adds those of the frames round
// them; client/src/wire_keys.ts is the twin of both.
#include <string_view>

namespace golive::wire {

inline constexpr std::string_view kRowTemplate = "l";  // list: fingerprint of its rows, "" when they differ
inline constexpr std::string_view kRows = "k";         // list: its rows
inline constexpr std::string_view kRaw = "r";          // raw HTML; 0 in a skeleton
inline constexpr std::string_view kOperations = "o";   // list diff: operations, applied in order
inline constexpr std::string_view kUpdates = "u";      // list diff: diffs of rows by key, applied after the operations
inline constexpr std::string_view kRemove = "-";       // operation: ["-",KEY,...]
inline constexpr std::string_view kInsert = "+";       // operation: ["+",BEFORE,ROW,...]
inline constexpr std::string_view kMove = ">";         // operation: [">",BEFORE,KEY,...]

}  // namespace golive::wire
