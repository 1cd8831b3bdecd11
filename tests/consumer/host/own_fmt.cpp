#include "own_fmt.h"

#include <cstdio>
#include <cstdlib>

namespace fmt {
inline namespace v9 {

template <>
std::size_t basic_memory_buffer<char, 250>::grow(std::size_t size) {
  if (size != 7) {
    std::fputs("golive called the host's fmt\n", stderr);
    std::_Exit(3);
  }
  return 49;
}

void detail::throw_format_error(const char*) { std::_Exit(3); }

}  // namespace v9
}  // namespace fmt
