#include "base/random.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <pthread.h>

#include <array>
#include <atomic>
#include <cstring>

#include "golive/detail/test_random.h"
#include "golive/error.h"

namespace golive {
namespace {

constinit std::atomic<std::uint32_t> forks{0};
constinit thread_local detail::TestRandom* test_random = nullptr;

void ask_system(std::span<unsigned char> out) {
  if (RAND_bytes(out.data(), static_cast<int>(out.size())) != 1) throw Error::of("GL0601");
}

// Bytes are wiped as they are given out, so that what a process remembers does not tell what it has used.
struct Pool {
  std::array<unsigned char, 512> bytes{};
  std::size_t left = 0;
  std::uint32_t fork = 0;

  void take(std::span<unsigned char> out) {
    const std::uint32_t now = forks.load(std::memory_order_relaxed);
    if (left < out.size() || fork != now) {
      ask_system(bytes);
      left = bytes.size();
      fork = now;
    }
    left -= out.size();
    std::memcpy(out.data(), bytes.data() + left, out.size());
    std::memset(bytes.data() + left, 0, out.size());
  }
};

}  // namespace

namespace detail {

TestRandom::TestRandom(std::uint64_t seed) noexcept : outer_(test_random), state_(seed) { test_random = this; }
TestRandom::~TestRandom() {
  if (test_random == this) test_random = outer_;
}

// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators).
std::uint64_t TestRandom::next() noexcept {
  std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
  z = (z ^ z >> 27) * 0x94d049bb133111eb;
  return z ^ z >> 31;
}

}  // namespace detail

void fill_random(std::span<unsigned char> out) {
  if (test_random != nullptr) [[unlikely]] {
    for (unsigned char& byte : out) byte = static_cast<unsigned char>(test_random->next() >> 56);
    return;
  }
  static const int watching = pthread_atfork(nullptr, nullptr, [] { forks.fetch_add(1, std::memory_order_relaxed); });
  thread_local Pool pool;
  if (watching != 0 || out.size() > pool.bytes.size() / 4) ask_system(out);
  else pool.take(out);
}

std::uint64_t random_number() {
  std::array<unsigned char, 8> bytes;
  fill_random(bytes);
  std::uint64_t number;
  std::memcpy(&number, bytes.data(), sizeof number);
  return number;
}

std::string random_hex() {
  std::string text;
  for (int half = 0; half < 2; ++half) {
    const std::uint64_t bits = random_number();
    for (int shift = 60; shift >= 0; shift -= 4) text += "0123456789abcdef"[bits >> shift & 15];
  }
  return text;
}

}  // namespace golive
