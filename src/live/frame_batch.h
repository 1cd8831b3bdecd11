#pragma once
// Frames of pushes that go out together: some views are rendered one after the other, then their frames are sent one after the other.
//
//     FrameBatch batch;
//     for (View* view : views) {
//       view->push(now, batch);
//       if (batch.is_full()) batch.send();
//     }
//     batch.send();
//
// Rendering a view and sending its frame, the kernel's part of it, are each more code than the innermost cache of a core holds. Done by
// turns for each of 5,000 viewers, each waits for what the other has pushed out.
// Threads: the loop's own, within one callback, so that no connection ends meanwhile. Costs a copy of each frame and no allocation.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace golive::live {

class Connection;

class FrameBatch {
 public:
  FrameBatch() = default;
  FrameBatch(const FrameBatch&) = delete;
  FrameBatch& operator=(const FrameBatch&) = delete;

  // Sent by the next send(), until which nothing else is sent to that connection; one that is large at once. Not when full.
  void add(Connection& connection, std::string_view frame);
  // There is no room, or the first of them has waited for some milliseconds: what is rendered meanwhile is large.
  bool is_full() const noexcept;
  void send();

 private:
  // 12 of them gain half as much, 100 no more.
  static constexpr std::size_t kFrames = 32;
  static constexpr std::size_t kLargeFrame = 512;
  static constexpr std::size_t kBytes = 4 * 1024;

  struct Waiting {
    Connection* connection;
    std::size_t size;
  };

  std::size_t frames_ = 0;
  std::size_t used_ = 0;    // of bytes_
  std::int64_t since_ = 0;  // when the first was added
  std::array<Waiting, kFrames> waiting_;
  std::array<char, kBytes> bytes_;
};

}  // namespace golive::live
