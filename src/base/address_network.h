#pragma once
// What an address counts as where visitors are counted by theirs: an IPv4 address as itself, however it is written; an IPv6 address as its
// network of 64 bits, which is what one customer has; what is no address as a hash of its text. Threads: any.
#include <cstdint>
#include <string_view>

namespace golive {

std::uint64_t network_of(std::string_view address) noexcept;

}  // namespace golive
