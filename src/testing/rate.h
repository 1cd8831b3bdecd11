#pragma once
// lv-debounce and lv-throttle over a time that the caller gives: the twin of client/src/rate.ts. Fewer events, but never without the last.
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "testing/edit_lock.h"

namespace golive::testing {

class Rate {
 public:
  explicit Rate(EditLock& lock) : lock_(lock) {}

  // Calls `fire` at once, or as the attributes of `element` or, in their absence, of `bound` say. `type`: "click", "input", "keydown" ...
  void limit(Node element, Node bound, std::string_view type, std::function<void()> fire);
  // Calls now what waits at these elements, in the order it came.
  void flush(std::span<const Node> elements);

  // When the next wait ends; nothing: none does by itself.
  std::optional<std::int64_t> next_due_ns() const;
  // Goes on to this moment, and calls on the way what is due. Time starts at 0 and does not go back.
  void advance_to(std::int64_t now_ns);

  void removed(Node node);

 private:
  struct Waiting {
    std::uint64_t number;
    Node element;
    Node bound;
    std::string type;
    bool throttles;
    std::optional<std::int64_t> due_ns;  // none: until it is flushed
    std::uint64_t order;                 // of two that are due together, the one that was set first goes first
    std::function<void()> fire;          // none: a throttle at rest
  };

  Waiting* find(std::uint64_t number);
  const Waiting* next_due() const;
  void run(std::uint64_t number);
  void end(std::uint64_t number);

  EditLock& lock_;
  std::vector<Waiting> waiting_;
  std::int64_t now_ns_ = 0;
  std::uint64_t newest_ = 0;
  std::uint64_t orders_ = 0;
};

}  // namespace golive::testing
