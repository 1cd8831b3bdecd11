// expect: a field of this component does not survive a restart, see state_error<...>
// expect: Orders::title (std::basic_string_view<char>) is a view of text it does not own: write std::string; or transient<T> for this
// field, static constexpr bool survives = false for the component, or static constexpr auto state = fields(&C::a) with what survives
#include "golive/component.h"

using namespace golive;

struct Database {};
struct Orders {
  int page = 0;
  std::string_view title;
};

int main() { detail::check_survival<Orders>(); }
