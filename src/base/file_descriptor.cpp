#include "base/file_descriptor.h"

#include <unistd.h>

namespace golive {

void FileDescriptor::close() noexcept {
  if (number_ >= 0) ::close(std::exchange(number_, -1));
}

}  // namespace golive
