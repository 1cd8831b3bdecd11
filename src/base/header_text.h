#pragma once
// How the text of header values is compared and taken apart.
#include <optional>
#include <string_view>

namespace golive {

// Equal without regard to ASCII case.
bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept;

// Whether a comma-separated value lists `token`, in any case, and wants it: false with a weight of zero, nothing if it is not listed
// (RFC 9110 sections 5.6.1 and 12.4.2).
std::optional<bool> lists_token(std::string_view value, std::string_view token) noexcept;

// A name of a header or a cookie (RFC 9110 section 5.6.2).
bool is_token(std::string_view name) noexcept;

}  // namespace golive
