#pragma once
// base64url without padding (RFC 4648 section 5): safe in cookies, attributes and URLs.
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace golive {

// Characters that `bytes` bytes take.
constexpr std::size_t base64url_size(std::size_t bytes) noexcept { return (bytes * 8 + 5) / 6; }

void append_base64url(std::string& out, std::span<const unsigned char> bytes);

// False unless `text` is exactly what append_base64url writes for `out.size()` bytes: one text, one meaning.
bool read_base64url(std::string_view text, std::span<unsigned char> out) noexcept;

// The same where the size is not known before.
std::optional<std::string> read_base64url(std::string_view text);

}  // namespace golive
