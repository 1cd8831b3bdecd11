#pragma once
// Threads: any.
#include "base/file_descriptor.h"

namespace golive {

// Opens for reading what a relative path names below an open directory, and nothing else: symbolic links are followed only as far as they
// stay below it, and those of /proc not at all. Not open, with errno, if there is no such file; EXDEV or ELOOP if the path leads out. Linux
// does this in one call (openat2, since 5.6). Where a sandbox forbids that call, the path is walked and links are not followed.
FileDescriptor open_beneath(int directory, const char* path) noexcept;

// The walk, for tests and for old kernels.
FileDescriptor walk_beneath(int directory, const char* path) noexcept;

}  // namespace golive
