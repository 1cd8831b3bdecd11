#pragma once
// base64url without padding (RFC 4648 section 5), for whole groups of three bytes.
#include <span>
#include <string>
#include <string_view>

namespace golive::security {

// `bytes.size()` must be a multiple of 3.
void append_base64url(std::string& out, std::span<const unsigned char> bytes);

// False unless `text` is exactly the encoding of `out.size()` bytes.
bool read_base64url(std::string_view text, std::span<unsigned char> out);

}  // namespace golive::security
