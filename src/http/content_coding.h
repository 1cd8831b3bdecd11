#pragma once
// Which content codings a client takes (RFC 9110 section 12.5.3).
#include <cstdint>
#include <string_view>

#include "http/request.h"

namespace golive::http {

// The weight that Accept-Encoding gives to `coding`, in thousandths: 0 not taken, 1000 without a weight. "*" stands for what is not named.
// Without the header nothing but plain bytes is taken: a client that could do more would say so.
int coding_weight(const Request& request, std::string_view coding) noexcept;

enum class Coding : std::uint8_t { identity, gzip, brotli };

// The coding the client likes best of those there are; brotli before gzip where it likes both the same, as it is the smaller.
Coding choose_coding(const Request& request, bool has_gzip, bool has_brotli) noexcept;

// "gzip", "br"; empty for identity.
std::string_view coding_name(Coding coding) noexcept;

}  // namespace golive::http
