#pragma once
// The host's own fmt: names that the linker cannot tell from those of fmt 9, with another meaning.
#include <cstddef>
#include <memory>
#include <string>

namespace fmt {
inline namespace v9 {

template <class T, std::size_t kInline = 500, class Allocator = std::allocator<T>>
class basic_memory_buffer {
 public:
  // In fmt 9 this makes room for a line of more than 250 bytes, as golive's log may write.
  std::size_t grow(std::size_t size);
};
template <>
std::size_t basic_memory_buffer<char, 250>::grow(std::size_t size);

namespace detail {
[[noreturn]] void throw_format_error(const char* message);
}

}  // namespace v9
}  // namespace fmt
