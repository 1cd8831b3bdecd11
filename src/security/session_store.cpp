#include <mutex>
#include <set>
#include <unordered_map>
#include <utility>

#include "base/clock.h"
#include "golive/session_config.h"

namespace golive {
namespace {

class MemoryStore final : public SessionStore {
 public:
  explicit MemoryStore(std::size_t most) : most_(most) {}

  std::optional<std::string> load(std::string_view key) override {
    const std::scoped_lock lock(mutex_);
    const auto found = entries_.find(std::string(key));
    if (found == entries_.end() || found->second.expires <= unix_seconds()) return std::nullopt;
    return found->second.values;
  }

  void save(std::string_view key, std::string_view values, std::int64_t expires) override {
    const std::scoped_lock lock(mutex_);
    drop(std::string(key));
    while (!by_expiry_.empty() && (entries_.size() >= most_ || by_expiry_.begin()->first <= unix_seconds()))
      drop(std::string(by_expiry_.begin()->second));
    by_expiry_.emplace(expires, key);
    entries_.emplace(key, Entry{std::string(values), expires});
  }

  void remove(std::string_view key) override {
    const std::scoped_lock lock(mutex_);
    drop(std::string(key));
  }

 private:
  struct Entry {
    std::string values;
    std::int64_t expires;
  };

  void drop(const std::string& key) {
    const auto found = entries_.find(key);
    if (found == entries_.end()) return;
    by_expiry_.erase({found->second.expires, key});
    entries_.erase(found);
  }

  const std::size_t most_;
  std::mutex mutex_;
  std::unordered_map<std::string, Entry> entries_;
  std::set<std::pair<std::int64_t, std::string>> by_expiry_;
};

}  // namespace

SessionStore::~SessionStore() = default;

std::shared_ptr<SessionStore> memory_session_store(std::size_t most) { return std::make_shared<MemoryStore>(most); }

}  // namespace golive
