#pragma once
// The shared parts that the views of one loop show, by call site and value.
#include <cstddef>
#include <memory>
#include <unordered_map>

#include "diff/shared_part.h"

namespace golive::diff {

class SharedParts final : public detail::SharedParts {
 public:
  // `hash_key`: as for Memory.
  explicit SharedParts(std::uint64_t hash_key) noexcept : hash_key_(hash_key) {}

  detail::SharedPart& find(const detail::SharedAsk& ask, detail::SharedRender render, void* context) override;

  // After each render, which uses what find() gave it no more: forgets parts that nobody shows, if there are many. Returns how many were
  // rendered since the last time.
  std::uint64_t tidy();
  std::size_t size() const noexcept { return parts_.size(); }

 private:
  // Parts that nobody shows are kept as long as there are few: pages are served with them before anybody joins.
  static constexpr std::size_t kUnusedAllowed = 64;

  struct Key {
    const void* call_site;
    const void* source;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const noexcept;
  };
  SharedPart& newest(const detail::SharedAsk& ask, detail::SharedRender render, void* context);

  std::uint64_t hash_key_;
  std::uint64_t renders_ = 0;
  std::unordered_map<Key, std::shared_ptr<SharedPart>, KeyHash> parts_;
  std::size_t look_again_at_ = kUnusedAllowed;
};

}  // namespace golive::diff
