#pragma once
// Random bytes that nobody can guess, from OpenSSL's generator. Threads: any. Cost: about 20 ns; the generator is asked for 512 bytes at a
// time, which takes no longer than asking for eight. A forked child does not repeat its parent's bytes.
// Errors: throws Error GL0601 if the system has none to give.
#include <cstdint>
#include <span>
#include <string>

namespace golive {

// On the thread of a detail::TestRandom (golive/detail/test_random.h) all three are that one's.

void fill_random(std::span<unsigned char> out);
std::uint64_t random_number();
// 128 bits in hexadecimal.
std::string random_hex();

}  // namespace golive
