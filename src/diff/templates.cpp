#include "diff/templates.h"

#include <mutex>
#include <unordered_map>

#include "diff/json.h"
#include "golive/error.h"

namespace golive::diff {
namespace {

std::string place_of(const detail::TemplateInfo& info) { return std::string(info.file) + ':' + std::to_string(info.line); }

// Numbers the process's templates. One lock a template and thread; after that its thread knows the number.
class Registry {
 public:
  std::uint32_t index_of(const detail::TemplateInfo& info) {
    const std::lock_guard lock(mutex_);
    const auto [found, added] = entries_.try_emplace(info.fingerprint, Entry{&info, static_cast<std::uint32_t>(entries_.size())});
    const detail::TemplateInfo& first = *found->second.info;
    if (!added && (first.browser_form != info.browser_form || first.ns != info.ns))
      throw Error::of("GL0203", {info.id(), place_of(first)}, place_of(info));
    return found->second.index;
  }

 private:
  struct Entry {
    const detail::TemplateInfo* info;
    std::uint32_t index;
  };
  std::mutex mutex_;
  std::unordered_map<std::uint64_t, Entry> entries_;
};

std::uint32_t index_of(const detail::TemplateInfo& info) {
  static Registry registry;
  thread_local std::unordered_map<const detail::TemplateInfo*, std::uint32_t> known;
  const auto found = known.find(&info);
  if (found != known.end()) return found->second;
  const std::uint32_t index = registry.index_of(info);
  known.emplace(&info, index);
  return index;
}

}  // namespace

bool Templates::test_and_set(std::uint32_t index) {
  std::uint64_t* word = &first_;
  if (index >= 64) {
    const std::size_t at = index / 64 - 1;
    if (at >= rest_.size()) rest_.resize(at + 1);
    word = &rest_[at];
  }
  const std::uint64_t bit = std::uint64_t{1} << (index % 64);
  const bool was = (*word & bit) != 0;
  *word |= bit;
  return was;
}

void Templates::use(const detail::TemplateInfo& info) {
  if (!test_and_set(index_of(info))) pending_.push_back(&info);
}

void Templates::write(std::string& out) {
  char separator = '{';
  for (const detail::TemplateInfo* info : pending_) {
    out += separator;
    separator = ',';
    json::write_string(out, info->id());
    out += ':';
    json::write_string(out, info->browser_form);
  }
  out += separator == '{' ? "{}" : "}";
  pending_ = {};
}

}  // namespace golive::diff
