#pragma once
// Secret keys, and how one root secret becomes a key for each purpose.
// Threads: values; the functions from any.
#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace golive::state {

inline constexpr std::size_t kKeyBytes = 32;
using Key = std::array<unsigned char, kKeyBytes>;

// The keys of one purpose, newest first: the first signs and seals, all of them verify and open. Never empty.
using KeyRing = std::vector<Key>;

// Throws golive::Error GL0601 if the system has no random bytes to give.
Key random_key();

// HKDF-SHA256 (RFC 5869): keys of different purposes tell nothing of each other or of the secret. Throws Error GL0602.
Key derive_key(std::string_view secret, std::string_view purpose);

}  // namespace golive::state
