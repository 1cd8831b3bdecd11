#include "base/hash.h"

#include <sys/random.h>

#include <random>

namespace golive {

namespace {

std::uint64_t random_key() {
  std::uint64_t key = 0;
  if (getrandom(&key, sizeof key, 0) == sizeof key) return key;
  std::random_device device;  // no getrandom: an old kernel or a strict sandbox
  return std::uint64_t{device()} << 32 | device();
}

}  // namespace

std::uint64_t process_hash_key() {
  static const std::uint64_t key = random_key();
  return key;
}

}  // namespace golive
