#include "testing/stream_end.h"

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace golive::testing {
namespace {

constexpr std::size_t kPiece = 64 * 1024;

}  // namespace

void StreamEnd::write(std::string_view bytes) {
  waiting_ += bytes;
  flush();
}

void StreamEnd::flush() {
  while (is_open() && !waiting_.empty()) {
    const ssize_t sent = ::send(descriptor_, waiting_.data(), waiting_.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return;
    waiting_.erase(0, static_cast<std::size_t>(sent));
  }
}

bool StreamEnd::read(std::string& in) {
  if (!is_open()) return false;
  while (true) {
    const std::size_t had = in.size();
    ssize_t got = 0;
    in.resize_and_overwrite(had + kPiece, [&](char* bytes, std::size_t) {
      got = ::recv(descriptor_, bytes + had, kPiece, MSG_DONTWAIT);
      return had + static_cast<std::size_t>(got > 0 ? got : 0);
    });
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno == EAGAIN || errno == EWOULDBLOCK;
    if (got == 0) return false;
    if (static_cast<std::size_t>(got) < kPiece) return true;
  }
}

void StreamEnd::close() noexcept {
  if (is_open()) ::close(std::exchange(descriptor_, -1));
}

}  // namespace golive::testing
