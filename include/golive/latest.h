#pragma once
// Latest<T> holds the newest value of something that a thread of the host program changes all the time, for live pages to show.
//
//     struct Axis { double position, speed; };
//     std::array<Latest<Axis>, 6> axes;                              // anywhere in the host
//
//     axes[0].publish({x, v});                                       // from the loop that must not be disturbed
//
//     void Robot::mount(Socket& socket) { socket.watch<&Robot::on_axis>(axes[0], {.stale_after = 500ms}); }
//     void Robot::on_axis(const Axis& now, Freshness freshness) { axis = now; fresh = freshness == Freshness::live; }
//
// T is any trivially copyable type of at most 64 KiB. Its bytes are passed on as they are: a NaN stays that NaN.
//
// The handler takes (const T&) or (const T&, Freshness), after an optional Socket&. It is called with the present value before watch()
// returns; then at most once per browser frame (16.7 ms) with the newest value, if it changed; and again when the value has become stale
// (nothing published for WatchOptions::stale_after, or never), fresh again, or gone (its Latest was destroyed). Who begins to watch a value
// that has been published takes it for live until stale_after is over. Values in between are skipped: use a Stream for what must not be.
// The same method and Latest again is the watch that is there. While the browser is away or hides the page the handler is not called; when
// it is back the handler gets the newest value before anything is shown.
//
// Threads: publish() from one thread at a time; read() and version() from any, at any time. A Latest may be destroyed while pages watch it:
// they keep the last value, marked gone. It must be there when watch() is called.
// Cost: publish() stores the value and two numbers: no lock, no allocation, no system call, no waiting for readers. read() copies, again if
// two publications began meanwhile. While a browser watches, each loop looks at the version once per frame and copies a value that changed
// once, however many views watch it; else nothing runs. A writer that never pauses may keep a loop from copying for some frames.
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>

#include "golive/detail/latest_core.h"
#include "golive/duration.h"

namespace golive {

inline constexpr std::size_t kLatestBytes = 64 * 1024;

struct WatchOptions {
  Duration stale_after = 2s;
};

template <class T>
class Latest {
  static_assert(std::is_same_v<T, std::remove_cvref_t<T>>, "a Latest carries a value: write Latest<T> without const or reference");
  static_assert(std::is_trivially_copyable_v<T>,
                "a Latest is copied word by word while it is written: T must be trivially copyable (std::array instead of std::vector, "
                "char arrays instead of std::string); a Topic<T> carries any copyable type");
  static_assert(sizeof(T) <= kLatestBytes, "a Latest holds at most 64 KiB: publish parts that change by themselves in a Latest each");

 public:
  // Until the first publish() the value is T{}, and stale.
  Latest() requires std::is_default_constructible_v<T> : Latest(T{}) {}
  explicit Latest(const T& initial) : writer_{std::make_shared<detail::LatestCore<T>>(initial)} {}
  ~Latest() { writer_.core->end(); }
  Latest(const Latest&) = delete;
  Latest& operator=(const Latest&) = delete;

  void publish(const T& value) noexcept { writer_.core->publish(++writer_.version, value); }

  T read() const noexcept {
    struct alignas(T) Bytes {
      std::byte bytes[sizeof(T)];
    } copy;
    writer_.core->read(copy.bytes);
    return std::bit_cast<T>(copy);
  }
  // How often publish() was called.
  std::uint64_t version() const noexcept { return writer_.core->version(); }

  const std::shared_ptr<detail::LatestCore<T>>& core() const noexcept { return writer_.core; }

 private:
  // All that publish() reads, on one cache line.
  struct alignas(32) Writer {
    std::shared_ptr<detail::LatestCore<T>> core;
    std::uint64_t version = 0;
  } writer_;
};

}  // namespace golive
