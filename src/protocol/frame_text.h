#pragma once
// What the readers of text frames share.
#include <string>
#include <string_view>

#include "protocol/json_scanner.h"

namespace golive::protocol {

// The string without its escapes. `buffer` has room for all of them, so that earlier views stay valid.
std::string_view plain(const JsonScanner::String& string, std::string& buffer);

// Why `text` could not be read: what `in` met, or sound JSON of another shape, or no JSON at all?
FrameError fault_of(const JsonScanner& in, std::string_view text);

}  // namespace golive::protocol
