#pragma once
// The host's own fmt: names that the linker cannot tell from those of fmt 9, with another meaning.
#include <cstddef>
#include <string>

namespace fmt {
inline namespace v9 {
class context;
template <class Char>
class basic_string_view {
 public:
  basic_string_view(const Char* text, std::size_t size) : text_(text), size_(size) {}

 private:
  const Char* text_;
  std::size_t size_;
};
class appender;
template <class OutputIt, class Char>
class basic_format_context;
template <class Context>
class basic_format_args {
  unsigned long long description_ = 0;
  const void* values_ = nullptr;
};
using format_args = basic_format_args<basic_format_context<appender, char>>;

std::string vformat(basic_string_view<char> text, format_args args);

namespace detail {
template <class T>
class buffer;
class locale_ref {
  const void* locale_ = nullptr;
};
template <class Char>
void vformat_to(buffer<Char>& out, basic_string_view<Char> text, format_args args, locale_ref locale = {});
[[noreturn]] void throw_format_error(const char* message);
[[noreturn]] void assert_fail(const char* file, int line, const char* message);
}  // namespace detail
}  // namespace v9
}  // namespace fmt
