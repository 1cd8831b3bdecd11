#include "base/open_beneath.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <string_view>

#include "base/faults.h"

namespace golive {
namespace {

// Does not wait for the other end of a pipe, nor adopt a terminal.
constexpr int kFlags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;

}  // namespace

FileDescriptor walk_beneath(int directory, const char* path) noexcept {
  FileDescriptor current;
  std::string_view rest(path);
  for (;;) {
    const std::size_t slash = rest.find('/');
    const std::string name(rest.substr(0, slash));
    const bool last = slash == std::string_view::npos || slash + 1 == rest.size();
    if (name == "..") {
      errno = EXDEV;
      return {};
    }
    const int from = current ? current.get() : directory;
    const int flags = last ? kFlags | (slash == std::string_view::npos ? 0 : O_DIRECTORY) : O_PATH | O_DIRECTORY | O_CLOEXEC;
    FileDescriptor next(::openat(from, name.empty() ? "." : name.c_str(), flags | O_NOFOLLOW));
    if (!next || last) return next;
    current = std::move(next);
    rest.remove_prefix(slash + 1);
  }
}

FileDescriptor open_beneath(int directory, const char* path) noexcept {
  if (fails("files.open")) {
    errno = EMFILE;
    return {};
  }
  open_how how{};
  how.flags = kFlags;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
  long opened = 0;
  do opened = ::syscall(SYS_openat2, directory, path, &how, sizeof how);
  while (opened < 0 && (errno == EINTR || errno == EAGAIN));
  if (opened < 0 && (errno == ENOSYS || errno == EPERM)) return walk_beneath(directory, path);
  return FileDescriptor(static_cast<int>(opened));
}

}  // namespace golive
