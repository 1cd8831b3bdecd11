#pragma once
// What a server takes in one message, and a client therefore sends: the twin of client/src/limits.ts.
#include <string>
#include <string_view>

namespace golive::testing {

// Which limit an event is over, in the client's words; "": none. `text`: its name and payload as JSON.
std::string excess(std::string_view text);

}  // namespace golive::testing
