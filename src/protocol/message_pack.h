#pragma once
// MessagePack (github.com/msgpack/msgpack, spec.md) for the same messages as JSON: what comes is turned into JSON text before a codec reads
// it, what goes out from the JSON that a codec wrote. So every codec has this form, and the JSON path does not know of it.
//
// Only what JSON has: nil, bool, numbers, strings, arrays, maps with string keys. NaN and the infinities become null, as JSON.stringify
// does. 64-bit integers and doubles keep their value.
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "protocol/message.h"

namespace golive::protocol {

// The one value that `bytes` are, as JSON text appended to `json`. It is never longer than a message may be, nor deeper, nor of more values
// (protocol/wire_keys.h), whatever the lengths in `bytes` claim.
std::expected<void, FrameError> unpack(std::string_view bytes, std::string& json);

// One JSON value, well formed as our own writers make it, appended to `out` in the fewest bytes. False if it is no JSON value; then `out`
// is of no use. One pass; a container of more than 15 elements is moved once by its own header.
bool pack(std::string_view json, std::string& out);

}  // namespace golive::protocol
