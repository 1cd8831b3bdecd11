#pragma once
// Keyed hashes of what fills a slot. A collision shows as a change that is not sent; at 64 bits and a secret key nobody can arrange one.
#include <bit>
#include <cstdint>

#include "base/hash.h"
#include "golive/detail/tree.h"

namespace golive::diff {

using Hash = std::uint64_t;

// Order matters: mix(mix(key, a), b) stands for the sequence a, b.
constexpr Hash mix(Hash state, Hash next) noexcept {
  return golive::detail::fold(state ^ golive::detail::kHashOdd1, next ^ golive::detail::kHashOdd2);
}

// Text, attribute and content slots, and keys of rows. Numbers by value: they are formatted only when they are sent.
inline Hash hash_scalar(Hash key, const detail::Value& value) noexcept {
  switch (value.kind) {
    case detail::ValueKind::text:
      return hash_bytes(key, value.view());
    case detail::ValueKind::integer:
      return hash_value(key + 1, value.integer);
    case detail::ValueKind::number:
      return hash_value(key + 2, std::bit_cast<std::int64_t>(value.number));
    case detail::ValueKind::boolean:
      return hash_value(key + 3, value.boolean ? 1 : 0);
    default:
      return hash_value(key + 4, 0);
  }
}

inline Hash hash_attributes(Hash key, const detail::AttributeSet& set) noexcept {
  Hash hash = mix(key + 5, set.count);
  for (std::uint32_t i = 0; i < set.count; ++i)
    hash = mix(mix(hash, hash_bytes(key, set.items[i].name)), hash_scalar(key, set.items[i].value));
  return hash;
}

}  // namespace golive::diff
