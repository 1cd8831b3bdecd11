#include "own_fmt.h"

#include <cstdlib>

namespace fmt {
inline namespace v9 {

std::string vformat(basic_string_view<char>, format_args) { return "the host's own"; }

namespace detail {

// Reached only if golive's formatting was bound to the host's functions.
template <class Char>
void vformat_to(buffer<Char>&, basic_string_view<Char>, format_args, locale_ref) {
  std::_Exit(3);
}
template void vformat_to<char>(buffer<char>&, basic_string_view<char>, format_args, locale_ref);

void throw_format_error(const char*) { std::_Exit(3); }
void assert_fail(const char*, int, const char*) { std::_Exit(3); }

}  // namespace detail
}  // namespace v9
}  // namespace fmt
